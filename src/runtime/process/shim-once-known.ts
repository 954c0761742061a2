import { setTimeout } from "node:timers/promises";
import { refusalOf } from "./attempt-end.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { isArgument } from "./process-table.ts";
import { type ShimProcess, shimOf } from "./shim-process.ts";

/**
 * The shim that runs, or ran, an attempt. One that has just made `started` is waited for until it has said who it is, or
 * has ended; `told` is the folder that it was given, which may have another name by now.
 */
export async function shimOnceKnown(folder: AttemptFolder, told: string): Promise<ShimProcess | undefined> {
  for (;;) {
    const shim = await shimOf(folder);
    if (shim) return shim;
    const hasBegun = (await refusalOf(folder)) === undefined;
    if (!hasBegun || !(await isArgument(told))) return shimOf(folder); // it may have said it, and ended, meanwhile
    await setTimeout(1);
  }
}
