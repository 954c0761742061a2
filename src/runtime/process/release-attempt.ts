import { execFile } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { type AttemptFolder, folderAt } from "./attempt-folder.ts";
import { codeOf, ifThere } from "./if-there.ts";
import { shimOnceKnown } from "./shim-once-known.ts";
import { killGroup } from "./shim-process.ts";

/**
 * Ends what is left of an attempt, such as what its program has left behind, and removes its folder. The name goes
 * first: a shim that has not come so far can then neither say who it is nor run anything.
 */
export async function releaseAttempt(folder: AttemptFolder): Promise<void> {
  const leaving = folderAt(`${folder.path}.released`);
  await remove(leaving, folder); // of a release that was interrupted
  await ifThere(rename(folder.path, leaving.path));
  await remove(leaving, folder);
}

async function remove(folder: AttemptFolder, before: AttemptFolder): Promise<void> {
  const shim = await shimOnceKnown(folder, before.path);
  if (shim) await killGroup(shim);
  try {
    await removeAll(folder.path);
  } catch (error) {
    if (codeOf(error) !== "EACCES" && codeOf(error) !== "EPERM") throw error;
    // Some programs, Go's module cache among them, leave directories that not even their owner may write.
    await promisify(execFile)("chmod", ["-R", "u+rwX", folder.path]);
    await removeAll(folder.path);
  }
}

function removeAll(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true });
}
