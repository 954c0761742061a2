import { join } from "node:path";
import { createTemporaryFolder } from "../../../test/fixtures/temporary-folder.ts";
import { type House, openHouse } from "../../house/house.ts";
import { createArmedGit } from "./armed-git.ts";
import { countCalls } from "./count-calls.ts";
import { traceDaemon } from "./trace-daemon.ts";

/** The Git commands by which a run is seen and recorded. */
export const GIT_COMMANDS = ["fetch", "fast-import", "push"] as const;

/** Where a call is made: by the daemon itself, or by a Git command with all that it starts. */
export type Place = "daemon" | (typeof GIT_COMMANDS)[number];

/** By which something is changed, outside or on the disk. */
const WRITES = [
  ...["write", "writev", "pwrite64", "sendto", "sendmsg", "openat", "ftruncate", "fsync", "fdatasync", "mkdir"],
  ...["rename", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir"],
];

/** How often each such call is made at each place while one run is asked for, carried out and recorded. */
export async function callsOfOneRecord(): Promise<ReadonlyMap<Place, ReadonlyMap<string, number>>> {
  await using house = await openHouse();
  await using folder = await createTemporaryFolder();
  const git = await createArmedGit(join(folder.path, "bin"));
  await using daemon = house.startDaemon([], { environment: { PATH: git.path } });
  await house.rested();
  const counts = new Map<Place, ReadonlyMap<string, number>>();
  const optionsFor = (file: string) => ["-e", `trace=${WRITES.join(",")}`, "-s", "0", "-o", file];
  for (const command of GIT_COMMANDS) {
    const file = join(folder.path, command);
    await git.arm(command, optionsFor(file));
    await oneMore(house);
    counts.set(command, await countCalls(file));
  }
  const file = join(folder.path, "daemon");
  const tracing = await traceDaemon(daemon, optionsFor(file));
  await oneMore(house);
  await tracing.end();
  return counts.set("daemon", await countCalls(file));
}

/** A run with calls from its component, from the request to the end of its record. */
async function oneMore(house: House): Promise<void> {
  await house.ask("caller");
  await house.rested();
}
