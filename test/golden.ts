import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Compares a text with a file, whole. `UPDATE_GOLDEN=1 npm test` writes the file instead: then read the diff. */
export async function assertGolden(file: string, actual: string): Promise<void> {
  if (process.env.UPDATE_GOLDEN) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, actual);
  }
  assert.equal(actual, await readFile(file, "utf8"));
}
