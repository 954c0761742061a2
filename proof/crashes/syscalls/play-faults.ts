import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { DaemonProcess } from "../../../test/journeys/a-daemon.ts";
import type { House } from "../../house/house.ts";
import { createArmedGit } from "./armed-git.ts";
import { type Fault, isMet, straceOptions, textOf } from "./fault.ts";
import type { Place } from "./record.ts";
import { traceDaemon } from "./trace-daemon.ts";

/** A fault at one place, while one run is asked for, carried out and recorded. */
export interface PlacedFault extends Fault {
  readonly place: Place;
}

/** What was played, and came of it, beside what is broken. */
export interface Counts {
  played: number;
  /** Faults whose call was made. */
  met: number;
  /** Daemons that a fault has ended, and that were started again. */
  ended: number;
}

/** How long a fault at every call lasts. */
const WHILE_MS = 2_000;

/**
 * Plays one fault after the other in a house, each with a run of its own that must end as ever: by a daemon that goes on,
 * or by the next one where the fault has ended it, clearly unless by a kill. Then all must be as promised.
 */
export async function playFaults(
  house: House,
  faults: readonly PlacedFault[],
  counts: Counts,
): Promise<readonly string[]> {
  const git = await createArmedGit(join(house.repository.folder, "bin"));
  const traceFile = join(house.repository.folder, "trace");
  const start = () => house.startDaemon([], { environment: { PATH: git.path } });
  let daemon = start();

  async function play(fault: PlacedFault): Promise<readonly string[]> {
    const options = straceOptions(fault, traceFile);
    const isInGit = fault.place !== "daemon";
    if (isInGit) await git.arm(fault.place, options);
    const tracing = isInGit ? undefined : await traceDaemon(daemon, options);
    await house.ask("caller");
    const rest = Promise.race([daemon.ended, house.rested().then(() => "rested" as const)]);
    if (fault.nth === "every" && tracing) await Promise.race([rest, setTimeout(WHILE_MS)]);
    else await rest;
    await tracing?.end();
    const end = await rest;
    await git.disarm();
    counts.played += 1;
    if (isMet(await readFile(traceFile, "utf8").catch(() => ""))) counts.met += 1;
    if (end === "rested") return [];
    const said = daemon.output();
    counts.ended += 1;
    daemon = start();
    await house.rested();
    return fault.what === "KILL" || isClear(end, said) ? [] : [`it ended by ${end}: ${said.trim().slice(-1_000)}`];
  }

  try {
    await house.rested();
    const broken: string[] = [];
    for (const fault of faults) {
      const found = await play(fault).catch((error: Error) => {
        throw new Error(`${textOf(fault)} in ${fault.place}: ${error.message}`);
      });
      broken.push(...found.map((what) => `${textOf(fault)} in ${fault.place}: ${what}`));
    }
    await daemon.stop();
    return [...broken, ...(await house.audit())];
  } finally {
    await daemon.kill();
  }
}

/** Whether a daemon that has ended has said why, and that it is no bug. */
function isClear(end: Awaited<DaemonProcess["ended"]>, said: string): boolean {
  return end === 1 && /^pilotage: (?!a bug:)/m.test(said);
}
