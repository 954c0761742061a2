import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Assignment } from "../../../src/contract/assignment.ts";
import { attemptName } from "../../../src/contract/attempt-name.ts";
import type { AttemptKey, Observation } from "../../../src/run/run-event.ts";
import type { Runtime } from "../../../src/runtime/port.ts";
import { createProcessRuntime, type ProcessRuntimeOptions } from "../../../src/runtime/process/process-runtime.ts";
import { anAssignment, anAttempt, ended, textOf, until } from "../contract.ts";

export const attempt = anAttempt();

/** Of the daemon that a test plays. */
export const environment = { PATH: process.env.PATH, HOME: "/home/daemon", DAEMON_TOKEN: "never to be seen" };

const secrets: ProcessRuntimeOptions["secrets"] = {
  value: async ({ name, key }) => (name === "forge" ? `${key}-hunter22` : undefined),
};

/** A runtime in a folder of its own, and what tests do with it; nothing of it is left at the end of the test. */
export interface ProcessRuntimeBench {
  readonly runtime: Runtime;
  readonly dir: string;
  /** Of `attempt`. */
  readonly folder: string;
  /** Runs it to its end. */
  run(assignment: Assignment, source?: () => Promise<string>): Promise<End>;
  /** Starts a script and waits until it has said a line. */
  started(script: string): Promise<void>;
  log(): Promise<string>;
  /** The path of a tar file with README.md and service/main.go. */
  aTar(): Promise<string>;
}

export type End = Omit<Observation, "startedAt" | "endedAt"> & { readonly log: string };

export async function aProcessRuntime(
  t: TestContext,
  options: Partial<ProcessRuntimeOptions> = {},
): Promise<ProcessRuntimeBench> {
  const place = await mkdtemp(join(tmpdir(), "pilotage-runtime-"));
  const dir = options.dir ?? join(place, "attempts");
  const runtime = createProcessRuntime({ dir, environment, secrets, lookEveryMs: 20, ...options });
  t.after(() => removeAll(runtime, place));
  const log = () => textOf(runtime, attempt);

  return {
    runtime,
    dir,
    folder: join(dir, attemptName(attempt)),
    log,
    async run(assignment, source) {
      await runtime.start(assignment, source);
      const { startedAt, endedAt, ...end } = await ended(runtime, attempt);
      return { ...end, log: await log() };
    },
    async started(text) {
      await runtime.start(script(text));
      await until(async () => (await log()).includes("\n"));
    },
    async aTar() {
      const files = join(place, "files");
      await mkdir(join(files, "service"), { recursive: true });
      await writeFile(join(files, "README.md"), "hello\n");
      await writeFile(join(files, "service/main.go"), "");
      execFileSync("tar", ["-cf", join(place, "source.tar"), "-C", files, "."]);
      return join(place, "source.tar");
    },
  };
}

export function script(text: string, more: Partial<Assignment> = {}): Assignment {
  return { ...anAssignment(attempt, { type: "script", script: text }), ...more };
}

export function command(...line: readonly string[]): Assignment {
  return commandOf(attempt, ...line);
}

export function commandOf(key: AttemptKey, ...line: readonly string[]): Assignment {
  return anAssignment(key, { type: "command", command: line });
}

export async function isRunning(pid: number | undefined): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return line !== "" && !/\) [ZX] /.test(line);
}

/** The process that leads the group of an attempt. */
export async function shimPid(folder: string): Promise<number> {
  const [, pid] = (await readFile(join(folder, "process"), "utf8")).split(" ");
  return Number(pid);
}

export async function removeAll(runtime: Runtime, place: string): Promise<void> {
  for (const key of await runtime.list()) await runtime.release(key);
  await rm(place, { recursive: true, force: true });
}
