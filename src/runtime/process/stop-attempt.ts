import { mkdir, writeFile } from "node:fs/promises";
import type { AttemptKey, Observation } from "../../run/run-event.ts";
import { forceEnd, refuseStart } from "./attempt-end.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { observeAttempt } from "./observe-attempt.ts";
import { shimOnceKnown } from "./shim-once-known.ts";
import { endGroup, isAlive } from "./shim-process.ts";

/** TERM, after `graceMs` KILL; ends when nothing of the attempt runs. One that has not started never will. */
export async function stopAttempt(folder: AttemptFolder, attempt: AttemptKey, graceMs: number): Promise<Observation> {
  await mkdir(folder.path, { recursive: true, mode: 0o700 });
  await writeFile(folder.key, JSON.stringify(attempt));
  const neverRan = await refuseStart(folder, { is: "gone", message: "it was stopped before it started" });
  if (!neverRan) await endShim(folder, graceMs);
  return observeAttempt(folder);
}

async function endShim(folder: AttemptFolder, graceMs: number): Promise<void> {
  const shim = await shimOnceKnown(folder, folder.path);
  if (!shim) return;
  await endGroup(shim, graceMs, async () => {
    // The shim dies with its program: we say how, and first, so that whatever happens now it is not taken for lost.
    if (await isAlive(shim)) await forceEnd(folder, { signal: "SIGKILL" });
  });
}
