import type { ChildProcess } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Assignment } from "../../contract/assignment.ts";
import type { Observation } from "../../run/run-event.ts";
import { refuseStart } from "./attempt-end.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { ifThere } from "./if-there.ts";
import { observeAttempt } from "./observe-attempt.ts";
import { prepareWork, type Source } from "./prepare-work.ts";
import { bootId } from "./process-table.ts";
import { commandLineOf } from "./program.ts";
import { type Host, programEnvironment } from "./program-environment.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { spawnShim } from "./spawn-shim.ts";
import { writeDurably } from "./write-durably.ts";

/** What all attempts of a runtime share. */
export interface Workshop extends Host {
  /** Of the shell that runs scripts without a `#!` line. */
  readonly shellOptions: () => Promise<readonly string[]>;
  readonly turn: () => Promise<void>;
}

/** An attempt as it is after it was told to start, and its shim where that was started just now. */
export interface Start {
  readonly observation: Observation;
  readonly shim?: ChildProcess;
}

/** Starts an attempt, unless it has started or was stopped before. One that never can is written down as ended. */
export async function startAttempt(
  folder: AttemptFolder,
  assignment: Assignment,
  source: Source | undefined,
  workshop: Workshop,
): Promise<Start> {
  const isNew = (await mkdir(folder.path, { recursive: true, mode: 0o700 })) !== undefined;
  const before = isNew ? undefined : await observeAttempt(folder);
  if (before && before.is !== "absent") return { observation: before };

  await writeFile(folder.key, JSON.stringify(assignment.attempt));
  const [boot, earlier] = await Promise.all([bootId(), bootOf(folder)]);
  if (!earlier) await keepBoot(folder, boot);
  const mayHaveRun = earlier && earlier !== boot;
  const shim = mayHaveRun ? MAY_HAVE_RUN : await startShim(folder, assignment, source, boot, workshop);
  if (!("is" in shim)) return { observation: { is: "running", startedAt: Date.now() }, shim };
  await refuseStart(folder, shim);
  return { observation: await observeAttempt(folder) };
}

/** In which boot of the machine it was told to start before; undefined or empty where it was not, or never began to. */
async function bootOf(folder: AttemptFolder): Promise<string | undefined> {
  return (await ifThere(readFile(folder.boot, "utf8")))?.trim();
}

/**
 * No disk is waited for when an attempt says how far it got: after a power cut it may have run, though nothing says so.
 * But that it was told to start is on disk before that, and it is not told a second time.
 */
async function keepBoot(folder: AttemptFolder, boot: string): Promise<void> {
  const attempts = dirname(folder.path);
  await writeDurably(folder.boot, `${boot}\n`, [folder.path, attempts, dirname(attempts)]);
}

const MAY_HAVE_RUN = refusal("lost", "the machine was started anew, and whether it ran is not known");

async function startShim(
  folder: AttemptFolder,
  assignment: Assignment,
  source: Source | undefined,
  boot: string,
  workshop: Workshop,
): Promise<ChildProcess | Refusal> {
  const { program } = assignment;
  if (program.type === "image") return refusal("start-failed", "as a process it needs a command or a script");
  const environment = await programEnvironment(assignment, folder.work, workshop);
  if (!environment.ok) return environment.refusal;
  const work = await prepareWork(folder, assignment, source);
  if (!work.ok) return work.refusal;
  const commandLine = await commandLineOf(program, folder, workshop.shellOptions);
  await workshop.turn(); // the last thing to wait for before the process is made
  return spawnShim(folder, boot, commandLine, { cwd: work.start, env: environment.variables });
}
