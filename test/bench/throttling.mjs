/**
 * What throttling costs, over real sockets and in time that passes ten times as fast: how soon a client goes on after
 * a 429, and how many calls are refused when fifty images are asked for and ten writes a minute are allowed.
 *
 * npm run build && node test/bench/throttling.mjs
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { clock as realClock } from "../../tools/base/clock.mjs";
import { say } from "../../tools/base/say.mjs";

const built = createRequire(new URL("../../dist/", import.meta.url));
const { createClient } = built("./http/client.js");
const { createPlumbing } = built("./http/plumbing.js");
const { accessKeyAuthenticator } = built("./auth/accessKeyAuthenticator.js");
const { systemRandom } = built("./base/random.js");

const speed = 10;
const start = Date.UTC(2026, 10, 2, 8);
const clock = {
  now: () => start + realClock.now() * speed,
  sleep: (ms, signal) => realClock.sleep(ms / speed, signal).catch(() => undefined),
};

/** A server of this machine that answers each call with what `decide` says of it. */
async function serve(decide) {
  const arrivals = [];
  const server = createServer((request, response) => {
    request.resume().on("end", async () => {
      const { status, headers = {}, body = {} } = decide(clock.now(), arrivals);
      arrivals.push({ at: clock.now(), status });
      await clock.sleep(300);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return { arrivals, url: `http://127.0.0.1:${port}`, stop: () => server.closeAllConnections() || server.close() };
}

function clientFor(url) {
  const plumbing = createPlumbing({ clock, random: systemRandom, notice: () => undefined });
  return createClient({
    ...plumbing,
    authenticator: accessKeyAuthenticator({ accessKey: "AK", secretKey: "SK" }, "project"),
    endpoint: () => url,
    transport: plumbing.transportFor({}),
  });
}

const create = {
  name: "create image",
  service: "ims",
  method: "POST",
  path: "/v2/cloudimages/action",
  body: { name: "golden" },
  effect: "create",
  success: [200],
  read: () => undefined,
};
const send = (client) => client.send(create, { deadline: clock.now() + 3_600_000 });

const throttled = "The throttling threshold has been reached: policy user over ratelimit";
const refusals = {
  "Retry-After": (windowMs) => ({ status: 429, headers: { "retry-after": String(Math.ceil(windowMs / 1_000)) } }),
  "limit in the body": () => ({
    status: 429,
    body: { error_code: "APIGW.0308", error_msg: `${throttled},limit:10,time:1 minute` },
  }),
  nothing: () => ({ status: 429 }),
};

const windowMs = 60_000;
const allowed = 10;
const windows = {
  sliding: (now, arrivals) => arrivals.filter(({ at }) => at > now - windowMs).length,
  fixed: (now, arrivals) => {
    let begin = Number.NEGATIVE_INFINITY;
    let count = 0;
    for (const { at } of [...arrivals, { at: now }]) {
      if (at - begin >= windowMs) [begin, count] = [at, 0];
      count += 1;
    }
    return count - 1;
  },
};

async function fiftyCreates(window, says) {
  const decide = (now, arrivals) =>
    windows[window](now, arrivals) < allowed ? { status: 200 } : refusals[says](windowMs);
  const server = await serve(decide);
  const client = clientFor(server.url);
  const from = clock.now();
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => send(client)));
  server.stop();
  const refused = server.arrivals.filter(({ status }) => status === 429).length;
  const made = results.filter(({ status }) => status === "fulfilled").length;
  const share = `${((100 * refused) / server.arrivals.length).toFixed(1)} %`;
  return { window, says, made, calls: server.arrivals.length, refused, share, seconds: secondsSince(from) };
}

async function recovery(seconds) {
  const server = await serve((_now, arrivals) =>
    arrivals.length === 0 ? { status: 429, headers: { "retry-after": String(seconds) } } : { status: 200 },
  );
  const client = clientFor(server.url);
  await send(client);
  server.stop();
  const [refused, answered] = server.arrivals;
  return { "Retry-After": seconds, "seconds until the next call": ((answered.at - refused.at) / 1_000).toFixed(1) };
}

const secondsSince = (from) => Math.round((clock.now() - from) / 1_000);

function table(title, rows) {
  const names = Object.keys(rows[0]);
  const widths = names.map((name) =>
    Math.max(...[name, ...rows.map((row) => row[name])].map((cell) => String(cell).length)),
  );
  const line = (cells) => cells.map((cell, index) => String(cell).padEnd(widths[index])).join("  ");
  say(`\n${title}\n${[names, ...rows.map((row) => names.map((name) => row[name]))].map(line).join("\n")}`);
}

/** One after the other: what the machine is busy with passes ten times as fast too. */
async function inTurn(scenes, run) {
  const rows = [];
  for (const scene of scenes) rows.push(await run(scene));
  return rows;
}

await recovery(0);
table("After a 429", await inTurn([1, 5, 30, 60], recovery));
const scenes = Object.keys(windows).flatMap((window) => Object.keys(refusals).map((says) => [window, says]));
table(
  "50 creates, 10 writes a minute, refused calls counted",
  await inTurn(scenes, ([window, says]) => fiftyCreates(window, says)),
);
