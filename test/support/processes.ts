/** Processes of this machine, as `ps` shows them. */
import { execFileSync } from "node:child_process";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function all(): Process[] {
  const text = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  return text.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** The dynamic provider servers that a run of the CLI has started, without the shells around them. */
export function providersOf(cli: number | undefined): number[] {
  const processes = all();
  const family = new Set([cli]);
  // Parents come before their children, as their numbers grow with time.
  for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  const isServer = ({ command }: Process) => /^\S*node .*dynamic-provider/.test(command);
  return processes.filter((one) => family.has(one.pid) && isServer(one)).map(({ pid }) => pid);
}

export function isAlive(pid: number): boolean {
  return all().some((one) => one.pid === pid);
}
