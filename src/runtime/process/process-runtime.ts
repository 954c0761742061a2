/**
 * runtime/process/ — attempts as processes of this machine (Linux: it reads /proc), each in a folder of its own.
 * In: an Assignment. Out: observations. Which files are in the folder says how far an attempt got (attempt-folder.ts),
 * so that it goes on without us, and another daemon finds out what became of it.
 */
import { readdir, readFile } from "node:fs/promises";
import { platform } from "node:os";
import { join, resolve } from "node:path";
import { OperationalError } from "../../base/operational-error.ts";
import type { AttemptKey, Observation } from "../../run/run-event.ts";
import type { Runtime } from "../port.ts";
import { type AttemptFolder, attemptFolder, folderAt } from "./attempt-folder.ts";
import { createEndWatch } from "./end-watch.ts";
import { ifThere } from "./if-there.ts";
import { observeAttempt } from "./observe-attempt.ts";
import { rememberedShellOptions } from "./program.ts";
import type { Host } from "./program-environment.ts";
import { readLog } from "./read-log.ts";
import { orRefusedByMachine } from "./refusal.ts";
import { releaseAttempt } from "./release-attempt.ts";
import { startAttempt } from "./start-attempt.ts";
import { stopAttempt } from "./stop-attempt.ts";
import { createTurns } from "./turns.ts";

export interface ProcessRuntimeOptions extends Host {
  /** Holds a folder for each attempt; made when it is first needed. */
  readonly dir: string;
  /** A log that grows over it ends its attempt; 1 GiB where nothing is said. */
  readonly maxLogBytes?: number;
  /** How often, while somebody watches, attempts are looked at whose end we may have missed; a second where nothing is said. */
  readonly lookEveryMs?: number;
}

/**
 * A runtime whose attempts are processes; `watch` hears of those that this runtime has started or observed. Throws
 * OperationalError `unsupported-system` where there is no /proc.
 */
export function createProcessRuntime(options: ProcessRuntimeOptions): Runtime {
  if (platform() !== "linux")
    throw new OperationalError("unsupported-system", "processes run on Linux only", { retry: "never" });
  const dir = resolve(options.dir);
  const folderOf = (attempt: AttemptKey) => attemptFolder(dir, attempt);
  const { maxLogBytes = 2 ** 30, lookEveryMs = 1_000 } = options;
  const ends = createEndWatch({ maxLogBytes, lookEveryMs });
  const starting = new Map<string, Promise<Observation>>();
  const workshop = { ...options, shellOptions: rememberedShellOptions(), turn: createTurns() };

  function kept(folder: AttemptFolder, attempt: AttemptKey, observation: Observation): Observation {
    if (observation.is === "running" || observation.is === "starting") ends.adopt(folder, attempt);
    return observation;
  }

  async function start(folder: AttemptFolder, ...[assignment, source]: Parameters<Runtime["start"]>) {
    const { observation, shim } = await startAttempt(folder, assignment, source, workshop);
    if (shim) ends.follow(folder, assignment.attempt, shim);
    return kept(folder, assignment.attempt, observation);
  }

  return {
    name: "process",
    start(assignment, source) {
      const folder = folderOf(assignment.attempt);
      const known = starting.get(folder.path);
      if (known) return known;
      const started = orRefusedByMachine(start(folder, assignment, source)).finally(() => starting.delete(folder.path));
      starting.set(folder.path, started);
      return started;
    },
    stop: (attempt, graceMs) => orRefusedByMachine(stopAttempt(folderOf(attempt), attempt, graceMs)),
    async observe(attempt) {
      const folder = folderOf(attempt);
      return kept(folder, attempt, await orRefusedByMachine(observeAttempt(folder)));
    },
    async release(attempt) {
      const folder = folderOf(attempt);
      await starting.get(folder.path)?.catch(() => {}); // or it would go on in a folder that is no more
      ends.forget(folder);
      await orRefusedByMachine(releaseAttempt(folder));
    },
    watch: ends.look,
    logs: (attempt, from) => readLog(folderOf(attempt).log, from),
    list: () => orRefusedByMachine(listAttempts(dir)),
  };
}

/** Every attempt that has a folder. One without a key has never got as far as its shim; a power cut may leave one of zeros. */
async function listAttempts(dir: string): Promise<readonly AttemptKey[]> {
  const names = (await ifThere(readdir(dir))) ?? [];
  const keys = await Promise.all(names.map((name) => ifThere(readFile(folderAt(join(dir, name)).key, "utf8"))));
  return keys.flatMap((key) => (key?.startsWith("{") ? [JSON.parse(key) as AttemptKey] : []));
}
