import { createAudience, type Waiting } from "../../../provider/base/waiting";

const news: Waiting = { what: "get token" };

function open() {
  let end: () => void = () => undefined;
  const answer = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { answer, end: () => end() };
}

test("all who listen hear the same, until their answer has come", async () => {
  const heard: string[] = [];
  const { tell, listen } = createAudience();
  const [first, second] = [open(), open()];
  const listening = [
    listen(() => heard.push("first"), first.answer),
    listen(() => heard.push("second"), second.answer),
  ];
  tell(news);
  first.end();
  await listening[0];
  tell(news);
  second.end();
  await listening[1];
  tell(news);
  expect(heard).toEqual(["first", "second", "second"]);
});

test("who comes later hears what was told last, and nothing of an earlier wait that is over", async () => {
  const heard: string[] = [];
  const { tell, listen } = createAudience();
  const { answer, end } = open();
  const first = listen(() => undefined, answer);
  tell(news);
  const later = listen(({ what }) => heard.push(what), answer);
  end();
  await Promise.all([first, later]);
  await listen(() => heard.push("stale"), Promise.resolve());
  expect(heard).toEqual(["get token"]);
});

test("an answer and a failure come through, with a listener and without", async () => {
  const { listen } = createAudience();
  const failing = Promise.reject(new Error("no"));
  await expect(listen(undefined, Promise.resolve(7))).resolves.toBe(7);
  await expect(listen(() => undefined, Promise.resolve(7))).resolves.toBe(7);
  await expect(listen(() => undefined, failing)).rejects.toThrow("no");
});
