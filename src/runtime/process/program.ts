import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import type { Program } from "../../contract/assignment.ts";
import type { AttemptFolder } from "./attempt-folder.ts";

/** Every machine has it; what else a script needs, its `#!` line names. */
export const SHELL = "/bin/sh";

/**
 * What to run for a program, after its script is written down: a script is a file of its own, run as it says in its
 * `#!` line, else by a shell that ends at the first error.
 */
export async function commandLineOf(
  program: Exclude<Program, { type: "image" }>,
  folder: AttemptFolder,
  shellOptions: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (program.type === "command") return program.command;
  await writeFile(folder.script, program.script, { mode: 0o700 });
  return program.script.startsWith("#!") ? [folder.script] : [SHELL, ...(await shellOptions()), folder.script];
}

/** Asks once what a shell is started with; where it could not be asked just now, the next caller asks again. */
export function rememberedShellOptions(ask = () => shellOptions()): () => Promise<readonly string[]> {
  let known: Promise<readonly string[]> | undefined;
  return () => {
    const asked = known ?? ask();
    known = asked;
    asked.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked;
  };
}

/** `-eu`, and `-o pipefail` where this machine's shell has it. Rejects where the shell could not be asked. */
export function shellOptions(shell = SHELL): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    execFile(shell, ["-c", "set -o pipefail"], (error) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve(error ? ["-eu"] : ["-eu", "-o", "pipefail"]);
    });
  });
}
