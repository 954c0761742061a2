import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Evidence, Proof } from "../../proof.ts";

const exec = promisify(execFile);
const PROGRAM = fileURLToPath(new URL("./disk-process.ts", import.meta.url));

/** What a full disk breaks, in a name space of its own. */
export const disk: Proof = {
  name: "disk",
  tries:
    "The file system of the state directory, and in other houses that of the cache alone, is filled to the last byte " +
    "while runs go on and more are asked for, and has room again some seconds later. The daemon must say so, answer no " +
    "call that it cannot store, and go on by itself; then all must be as promised.",
  async prove({ full, seed }) {
    // As root of its own name spaces anybody may mount a file system in memory.
    const apart = ["--map-root-user", "--mount", "--"];
    const refused = await exec("unshare", [...apart, "true"]).then(
      () => undefined,
      (error: Error) => error.message.trim(),
    );
    if (refused !== undefined)
      return { figures: [], broken: [], skipped: [`no file system can be mounted: ${refused}`] };
    const node = [process.execPath, "--disable-warning=ExperimentalWarning", PROGRAM, String(seed), full ? "5" : "1"];
    const { stdout } = await exec("unshare", [...apart, ...node], { maxBuffer: 2 ** 24 });
    return JSON.parse(stdout) as Evidence;
  },
};
