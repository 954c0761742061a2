import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Holds the processes of a benchmark: a script with `read` on the path waits without work until the gate is opened. A
 * benchmark that dies opens it too, so that nothing outlives it.
 */
export interface Gate extends AsyncDisposable {
  readonly path: string;
}

/** Makes a closed one in a folder. */
export async function closedGate(folder: string): Promise<Gate> {
  const path = join(folder, "gate");
  await promisify(execFile)("mkfifo", [path]);
  // For reading as well, or the opening would wait for a reader. Who reads it waits as long as we have it open.
  const file = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  return { path, [Symbol.asyncDispose]: () => file.close() };
}
