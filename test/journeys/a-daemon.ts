import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TemporaryRepository } from "../fixtures/temporary-repository.ts";
import { until } from "../fixtures/until.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/pilotage.js", import.meta.url));

/** What all daemons of a repository have printed, in its folder. */
export const DAEMONS_LOG = "daemons.log";

/** A real daemon as a process of its own; it is killed where a test ends before it. */
export interface DaemonProcess extends AsyncDisposable {
  readonly pid: number | undefined;
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
  /** Sends SIGHUP: look now. */
  hangUp(): void;
  /** No warning: as a power cut would. */
  kill(): Promise<void>;
  /** The status that the listener answers with to a GET, and how many milliseconds that took. */
  get(path: string): Promise<{ readonly status: number; readonly ms: number }>;
}

export interface Place {
  /** Where the daemon sees the repository; its path on this disk where nothing is said. */
  readonly url?: string;
  /** The state directory's name, beside the repository. */
  readonly state?: string;
  /** A program, with its arguments, that starts the daemon in its stead, e.g. `strace`; signals go to that program. */
  readonly through?: readonly string[];
  /** Beside the environment of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts `pilotage daemon` with these flags. */
export function startDaemon(
  repository: TemporaryRepository,
  flags: readonly string[] = [],
  { url = repository.path, state = "state", through = [], environment = {} }: Place = {},
): DaemonProcess {
  const directory = join(repository.folder, state);
  const command = [process.execPath, LAUNCHER, "daemon", "--repository", url, "--state", directory, ...flags];
  const [program = process.execPath, ...args] = [...through, ...command];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += String(chunk);
      appendFileSync(join(repository.folder, DAEMONS_LOG), chunk);
    });
  }
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.on("close", (code, signal) => resolve(code ?? signal ?? 1)),
  );
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return {
    pid: child.pid,
    output: () => output,
    ended,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
    hangUp: () => void child.kill("SIGHUP"),
    kill,
    async get(path) {
      const began = performance.now();
      const { status } = await fetch(`http://127.0.0.1:${await portOf(directory)}${path}`);
      return { status, ms: performance.now() - began };
    },
    [Symbol.asyncDispose]: kill,
  };
}

/** Catches up with the repository as `pilotage daemon --once` does; the exit code, and what it printed. */
export async function runOnce(
  repository: TemporaryRepository,
  flags: readonly string[] = [],
  place?: Place,
): Promise<{ readonly code: number | NodeJS.Signals; readonly output: string }> {
  await using daemon = startDaemon(repository, ["--once", ...flags], place);
  return { code: await daemon.ended, output: daemon.output() };
}

/** Waits until the daemon has printed this. */
export async function printed(daemon: DaemonProcess, words: RegExp): Promise<void> {
  const said = until(`the daemon says ${words}`, () => words.test(daemon.output()));
  await said.catch((error) => {
    throw new Error(`${error.message}\n${daemon.output()}`);
  });
}

/** The port that the listener chose and keeps. */
export async function portOf(directory: string): Promise<number> {
  return Number(await readFile(join(directory, "listener-port"), "utf8"));
}
