// Fastify does the routing; bodies stay unread so that exchange() sees the bytes as they came.
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { backupRoutes } from "./backups";
import { catalogRoutes } from "./catalog";
import { createRoutes } from "./creates";
import { exchange } from "./exchange";
import { unknownRoute, unreadableRoute } from "./fallbacks";
import { iamRoutes } from "./iam";
import { imageRoutes } from "./images";
import { jobRoutes } from "./jobs";
import { metadataRoutes } from "./metadata";
import { nativeRoutes } from "./native";
import type { Route } from "./route";
import type { IncomingRequest, ServerContext } from "./serverContext";
import { serverRoutes } from "./servers";
import { tagRoutes } from "./tags";
import { uploadRoutes } from "./uploads";
import { versionRoutes } from "./versions";

/** The gateway takes 128 KB of headers; Node alone would stop at 16. */
const MAX_HEADER_BYTES = 131_072;
const MAX_PARAM_LENGTH = 1024;

const ROUTES: readonly Route[] = [
  ...versionRoutes,
  ...iamRoutes,
  ...metadataRoutes,
  ...createRoutes,
  ...imageRoutes,
  ...jobRoutes,
  ...tagRoutes,
  ...nativeRoutes,
  ...uploadRoutes,
  ...catalogRoutes,
  ...backupRoutes,
  ...serverRoutes,
];

const arrivalOf = (request: FastifyRequest, reply: FastifyReply): IncomingRequest => ({
  request: request.raw,
  response: reply.raw,
  params: Object(request.params),
  search: new URLSearchParams(request.raw.url?.split("?")[1] ?? ""),
});

interface Tls {
  key: string;
  cert: string;
  clientCa?: string;
}

/** What Node's server is made with. */
const transportOf = (tls: Tls | undefined) =>
  tls === undefined
    ? { http: { maxHeaderSize: MAX_HEADER_BYTES } }
    : {
        https: {
          maxHeaderSize: MAX_HEADER_BYTES,
          key: tls.key,
          cert: tls.cert,
          ...(tls.clientCa === undefined ? {} : { ca: tls.clientCa, requestCert: true, rejectUnauthorized: true }),
        },
      };

export function buildServer(server: ServerContext, tls?: Tls): FastifyInstance {
  const serve = (route: Route) => async (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    await exchange(server, arrivalOf(request, reply), route);
  };
  const refuse = (_error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    serve(unreadableRoute)(request, reply);

  const app = Fastify({
    ...transportOf(tls),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
    exposeHeadRoutes: false,
    frameworkErrors: (error, request, reply) => void refuse(error, request, reply),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null, undefined));
  for (const route of ROUTES) {
    if (route.clouds && !route.clouds.includes(server.world.cloud)) continue;
    if (server.dropped.has(route.operation)) continue;
    app.route({ method: route.method, url: route.path, handler: serve(route) });
  }
  app.setNotFoundHandler(serve(unknownRoute));
  app.setErrorHandler(refuse);
  return app;
}
