import { ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { basename } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import type { Armed } from "./armed.ts";
import { die, later, type Place, strikes } from "./failpoint.ts";

/** node:child_process whose commands are failpoints, named by the program, and of Git by what it is asked for. */
export function childProcessFacade(place: Place): { readonly spawn: Spawn; readonly execFile: object } {
  return {
    spawn: (program, args, options) => {
      const armed = strikes(place, nameOf(program, args));
      return armed ? struck(armed, { program, args, options }) : spawn(program, args, options);
    },
    execFile: execFileAt(place),
  };
}

type Spawn = (program: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly options: SpawnOptions;
}

/** A command of which nobody hears when it ends, a shim, is refused before it begins: else it is no effect that fails, but its attempt. */
function struck(armed: Armed, command: Command): ChildProcess {
  const isUnheard = command.options.stdio === "ignore";
  const isDone = armed.when === "after" && !isUnheard;
  const seconds = armed.delayMs / 1_000;
  switch (armed.fault) {
    case "kill":
      if (armed.when === "after") through('exec "$@"', command);
      return die();
    case "error":
      if (isDone) return through('"$@"; exit 128', command);
      if (isUnheard || armed.chance % 2 === 0) return outOfFiles(command);
      return through('echo "fatal: a failpoint" >&2; exit 128', command);
    case "delay":
      return through(isDone ? `"$@"; code=$?; sleep ${seconds}; exit $code` : `sleep ${seconds}; exec "$@"`, command);
    case "twice":
      return twice(command, armed.when);
  }
}

/** The command in the hands of a shell, which gives it as `"$@"`. */
function through(script: string, { program, args, options }: Command): ChildProcess {
  return spawn("/bin/sh", ["-c", script, "failpoint", program, ...args], options);
}

/** As Node leaves a process that the system has no file descriptors for: without pid, and without streams. */
function outOfFiles({ program, args }: Command): ChildProcess {
  const failed = Object.assign(new ChildProcess(), { spawnfile: program, spawnargs: [program, ...args] });
  const error = Object.assign(new Error(`spawn ${program} EMFILE`), { code: "EMFILE", errno: -24, syscall: "spawn" });
  process.nextTick(() => {
    failed.emit("error", error);
    failed.emit("close", -24, null);
  });
  return failed;
}

/** Two at the same time with the same input; of one of them nobody hears. */
function twice({ program, args, options }: Command, when: Armed["when"]): ChildProcess {
  const both = [spawn(program, args, options), spawn(program, args, options)] as const;
  const [heard, other] = when === "before" ? both : both.toReversed();
  if (!heard || !other) throw new Error("there are two");
  other.on("error", () => {});
  other.stdin?.on("error", () => {});
  other.stdout?.resume();
  other.stderr?.resume();
  if (options.stdio === "ignore") other.unref(); // as the other one will be
  const { stdin } = heard;
  if (stdin && other.stdin) alsoTo(stdin, other.stdin);
  return heard;
}

function alsoTo(stdin: NodeJS.WritableStream, other: NodeJS.WritableStream): void {
  for (const method of ["write", "end"] as const) {
    const original = stdin[method].bind(stdin) as (...args: readonly unknown[]) => unknown;
    const repeat = other[method].bind(other) as (...args: readonly unknown[]) => unknown;
    Object.assign(stdin, {
      [method]: (...args: readonly unknown[]) => {
        repeat(...args.filter((arg) => typeof arg !== "function"));
        return original(...args);
      },
    });
  }
}

/** With both of its forms: a callback last, or through `promisify`. */
function execFileAt(place: Place): object {
  const promised = (program: string, args: readonly string[]) => {
    const failedBy = ({ chance }: Armed) =>
      chance % 2 === 0
        ? Object.assign(new Error(`spawn ${program} EMFILE`), { code: "EMFILE", errno: -24, syscall: "spawn" })
        : Object.assign(new Error(`Command failed: ${program}`), {
            code: null,
            signal: "SIGKILL",
            stdout: "",
            stderr: "",
          });
    return later(strikes(place, nameOf(program, args)), () => promisify(execFile)(program, [...args]), failedBy);
  };
  const called = (program: string, args: readonly string[], done: (error: unknown, out?: string) => void) =>
    void promised(program, args).then(({ stdout }) => done(null, stdout), done);
  return Object.assign(called, { [promisify.custom]: promised });
}

/** `git push`, `tar`. */
function nameOf(program: string, args: readonly string[]): string {
  const asked = args.find((arg, at) => !arg.startsWith("-") && args[at - 1] !== "--git-dir");
  return program === "git" ? `git ${asked}` : basename(program);
}
