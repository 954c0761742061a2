import type { DaemonProcess } from "../../test/journeys/a-daemon.ts";
import { descendantsOf } from "./descendants.ts";

/** What becomes of the processes that a daemon has started when it dies. */
export type ChildrensFate = "survive" | "git dies" | "all die";

/** Kills a daemon and at the same moment those of its children; how many they were. */
export async function killWith(daemon: DaemonProcess, fate: ChildrensFate): Promise<number> {
  const all = fate === "survive" || daemon.pid === undefined ? [] : await descendantsOf(daemon.pid);
  const dying = all.filter(({ program }) => fate === "all die" || /^git\b/.test(program));
  const dead = daemon.kill();
  for (const { pid } of dying) tryKill(pid);
  await dead;
  return dying.length;
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}
