import { stat } from "node:fs/promises";
import { forceEnd } from "./attempt-end.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { ifThere } from "./if-there.ts";
import { killGroup, shimOf } from "./shim-process.ts";

/** Ends an attempt whose log is over the limit; true where it was. */
export async function endOverLimit(folder: AttemptFolder, maxLogBytes: number): Promise<boolean> {
  const bytes = (await ifThere(stat(folder.log)))?.size ?? 0;
  const shim = bytes > maxLogBytes ? await shimOf(folder) : undefined;
  if (!shim) return false;
  await forceEnd(folder, { cause: "limit", message: `its log of ${bytes} bytes is over the limit of ${maxLogBytes}` });
  await killGroup(shim);
  return true;
}
