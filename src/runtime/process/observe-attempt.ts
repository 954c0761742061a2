import type { Observation } from "../../run/run-event.ts";
import { endOf, refusalOf } from "./attempt-end.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { isArgument } from "./process-table.ts";
import { isAlive, shimOf } from "./shim-process.ts";

/** What the folder of an attempt, and the machine, say of it now. The same after a restart of the daemon or the machine. */
export async function observeAttempt(folder: AttemptFolder): Promise<Observation> {
  const end = await endOf(folder);
  if (end) return end;
  const shim = await shimOf(folder);
  if (shim && (await isAlive(shim))) return { is: "running", startedAt: shim.startedAt };
  if (!shim) {
    const refusal = await refusalOf(folder);
    if (refusal === "open") return { is: "absent" };
    if (refusal) return refusal;
    // A shim says who it is right after it has made `started`; no clock tells whether it still will.
    if (await isArgument(folder.path)) return { is: "starting" };
  }
  return (await endOf(folder)) ?? lost(shim?.startedAt); // it may have ended while we looked
}

function lost(startedAt: number | undefined): Observation {
  return {
    is: "ended",
    ...(startedAt !== undefined && { startedAt }),
    cause: "lost",
    message: "its process is gone and left no exit code",
  };
}
