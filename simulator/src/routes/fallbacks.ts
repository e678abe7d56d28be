// Where requests go that no route takes.
import { badRequest, noSuchApi } from "../rules/errors";
import type { Route } from "./route";

export const unknownRoute: Route = {
  method: "GET",
  path: "*",
  operation: "unknown",
  access: "open",
  handle() {
    throw noSuchApi();
  },
};

/** For what the routing itself refuses, such as a content type that is none. */
export const unreadableRoute: Route = {
  ...unknownRoute,
  operation: "unreadable",
  access: "open",
  handle() {
    throw badRequest("The request cannot be read");
  },
};
