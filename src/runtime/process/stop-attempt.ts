import { execFile } from "node:child_process";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import type { AttemptKey, Observation } from "../../run/run-event.ts";
import { forceEnd, refuseStart } from "./attempt-end.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { codeOf, ifThere } from "./if-there.ts";
import { observeAttempt } from "./observe-attempt.ts";
import { endGroup, isAlive, killGroup, type ShimProcess, shimOf } from "./shim-process.ts";

/** TERM, after `graceMs` KILL; ends when nothing of the attempt runs. One that has not started never will. */
export async function stopAttempt(folder: AttemptFolder, attempt: AttemptKey, graceMs: number): Promise<Observation> {
  await mkdir(folder.path, { recursive: true, mode: 0o700 });
  await writeFile(folder.key, JSON.stringify(attempt));
  const neverRan = await refuseStart(folder, { is: "gone", message: "it was stopped before it started" });
  if (!neverRan) await endShim(folder, graceMs);
  return observeAttempt(folder);
}

async function endShim(folder: AttemptFolder, graceMs: number): Promise<void> {
  const shim = await shimOnceKnown(folder);
  if (!shim) return;
  await endGroup(shim, graceMs, async () => {
    // The shim dies with its program: we say how, and first, so that whatever happens now it is not taken for lost.
    if (await isAlive(shim)) await forceEnd(folder, { signal: "SIGKILL" });
  });
}

/** A shim that has just started has yet to say who it is. */
async function shimOnceKnown(folder: AttemptFolder): Promise<ShimProcess | undefined> {
  while ((await observeAttempt(folder)).is === "starting") await setTimeout(1);
  return shimOf(folder);
}

/**
 * Ends what is left of an attempt, such as what its program has left behind, and removes its folder: its name first,
 * so that a shim that comes too late finds nothing that it could start in.
 */
export async function releaseAttempt(folder: AttemptFolder): Promise<void> {
  const shim = await shimOf(folder);
  if (shim) await killGroup(shim);
  const leaving = `${folder.path}.released`;
  await removeAll(leaving);
  await ifThere(rename(folder.path, leaving));
  await removeAll(leaving);
}

/** Some programs, Go's module cache among them, leave directories that not even their owner may write. */
async function removeAll(path: string): Promise<void> {
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    await remove();
  } catch (error) {
    if (codeOf(error) !== "EACCES" && codeOf(error) !== "EPERM") throw error;
    await promisify(execFile)("chmod", ["-R", "u+rwX", path]);
    await remove();
  }
}
