import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { simpleGit } from "simple-git";
import { OperationalError } from "../../base/operational-error.ts";
import { notStarted } from "./not-started.ts";

/**
 * One Git command on a repository of this disk, bare or `.git`; what it printed. Throws OperationalError `git-failed`, `machine-refused`.
 * A command that prints nothing costs 50 ms more, simple-git waits for late output: ask for some where it matters.
 */
export function runGit(gitDir: string, args: readonly string[], input?: Buffer): Promise<string> {
  // Naming it keeps Git from looking for another one further up.
  return run(gitDir, [`--git-dir=${gitDir}`, ...args], input);
}

/** One Git command as if typed in this folder; Git finds the repository. Throws OperationalError `git-failed`. */
export function runGitIn(folder: string, args: readonly string[]): Promise<string> {
  return run(folder, args, undefined);
}

async function run(baseDir: string, args: readonly string[], input: Buffer | undefined): Promise<string> {
  let exit: number | undefined;
  const processes = hearOfProcesses();
  try {
    const git = simpleGit({
      baseDir,
      completion: { onClose: true, onExit: false },
      // Without it, success is reported for every failure that says nothing on stderr.
      errors(error, { exitCode, stdOut, stdErr }) {
        exit = exitCode;
        return error ?? (exitCode === 0 ? undefined : Buffer.concat([...stdOut, ...stdErr]));
      },
      unsafe: { allowUnsafeConfigPaths: true }, // --git-dir: it is our own, or the one that the user stands in
      ...(input === undefined ? {} : { input: () => input }),
    });
    return await git.raw([...args]);
  } catch (cause) {
    const hasStarted = exit === undefined ? !processes.haveBegun() : exit >= 0; // below 0 it is an error of the system
    if (!hasStarted) throw notStarted(undefined, cause);
    const command = args.find((arg) => !arg.startsWith("--")) ?? "";
    throw new OperationalError("git-failed", `git ${command} failed.`, { retry: "later", cause });
  } finally {
    processes.end();
  }
}

/**
 * Where the system has no files left for a process, simple-git stumbles over its missing streams before it listens to its
 * error, and an error that nobody hears of would end us.
 */
function hearOfProcesses(): { readonly haveBegun: () => boolean; readonly end: () => void } {
  let begun = false;
  const heard = (message: unknown) => {
    begun = true;
    (message as { readonly process: NodeJS.EventEmitter }).process.on("error", () => {});
  };
  subscribe("child_process", heard);
  return { haveBegun: () => begun, end: () => void unsubscribe("child_process", heard) };
}
