import { run } from "./run.mjs";

/** Runs npm. It says what went wrong even below `npm --silent`, which hands its log level down. */
export function runNpm(args, options) {
  return run("npm", [...args, "--loglevel=notice"], options);
}
