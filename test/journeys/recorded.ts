import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "../../src/base/diagnostic.ts";
import { readDiagnostics } from "../../src/status/diagnostics-file.ts";
import type { PipelineStatus } from "../../src/status/pipeline-status.ts";
import { readPipelineStatus } from "../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../src/status/read-run-status.ts";
import { readRequests } from "../../src/status/requests-file.ts";
import type { ActionStatus, RunStatus } from "../../src/status/run-status.ts";
import type { TemporaryRepository } from "../fixtures/temporary-repository.ts";
import { until } from "../fixtures/until.ts";
import { DAEMONS_LOG } from "./a-daemon.ts";
import { textsAt } from "./texts-at.ts";

/** What one commit of the status branch says. */
export interface Recorded {
  /** Texts by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Of all runs, by name. */
  readonly phases: Readonly<Record<string, string>>;
  /** Of all requests, as `accepted: starts hello-2`, by kind and name. */
  readonly fates: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
  run(name: string): RunStatus;
  action(run: string, name: string): ActionStatus;
  pipeline(name: string): PipelineStatus;
}

/** What stands at the tip of the status branch; nothing where there is none. */
export async function recorded(repository: TemporaryRepository, branch = "pilotage-status"): Promise<Recorded> {
  const tip = await repository.tip(branch);
  return asRecorded(tip === undefined ? new Map() : await textsAt(repository, tip));
}

/** Waits until the status branch says what is asked for; what it then says. */
export async function recordedUntil(
  repository: TemporaryRepository,
  what: string,
  holds: (now: Recorded) => boolean,
  { branch = "pilotage-status", limitMs }: { readonly branch?: string; readonly limitMs?: number } = {},
): Promise<Recorded> {
  let seen: string | undefined;
  let now = asRecorded(new Map());
  const hasCome = async () => {
    const tip = await looseTip(repository, branch);
    if (tip === seen) return false;
    seen = tip;
    now = await recorded(repository, branch);
    return holds(now);
  };
  const looked = until(what, hasCome, limitMs);
  await looked.catch(async (error) => {
    const said = await readFile(join(repository.folder, DAEMONS_LOG), "utf8");
    throw new Error(`${error.message}; there is ${JSON.stringify({ ...now.phases, ...now.fates })}\n${said}`);
  });
  return now;
}

/** Waits until the status branch says of each of these runs that it has ended. */
export function ended(repository: TemporaryRepository, ...runs: readonly string[]): Promise<Recorded> {
  return inPhase(repository, /^(succeeded|failed|cancelled)$/, ...runs);
}

/** Waits until the status branch says of each of these runs that it goes on. */
export function running(repository: TemporaryRepository, ...runs: readonly string[]): Promise<Recorded> {
  return inPhase(repository, /^running$/, ...runs);
}

function inPhase(repository: TemporaryRepository, wanted: RegExp, ...runs: readonly string[]): Promise<Recorded> {
  return recordedUntil(repository, `${runs.join(", ")}: ${wanted}`, ({ phases }) =>
    runs.every((run) => wanted.test(phases[run] ?? "")),
  );
}

/** How the actions of a run ended, as `failed exit-code`, by name, those of `finally` included. */
export function verdictsOf({ status }: RunStatus): Readonly<Record<string, string>> {
  return Object.fromEntries(
    actionsOf({ status }).map(({ name, phase, reason }) => [name, reason === undefined ? phase : `${phase} ${reason}`]),
  );
}

/** How a run ended, as `failed exit-code`. */
export function verdictOf({ status: { phase, reason } }: RunStatus): string {
  return reason === undefined ? phase : `${phase} ${reason}`;
}

function actionsOf({ status }: Pick<RunStatus, "status">): readonly ActionStatus[] {
  return [...status.stages.flatMap((stage) => stage.actions), ...status.finally];
}

function asRecorded(files: ReadonlyMap<string, string>): Recorded {
  const runs = new Map<string, RunStatus>();
  for (const [path, text] of files) {
    const run = /^status\/runs\/[^/]+\/\d+\.yaml$/.test(path) ? readRunStatus(text) : undefined;
    if (run) runs.set(run.metadata.name, run);
  }
  const run = (name: string) => present(runs.get(name), `run ${name}`);
  return {
    files,
    phases: Object.fromEntries(Array.from(runs, ([name, { status }]) => [name, status.phase])),
    fates: Object.fromEntries(
      (readRequests(files.get("status/requests.yaml") ?? "") ?? []).map(({ kind, name, fate, message }) => [
        `${kind} ${name}`,
        `${fate}: ${message}`,
      ]),
    ),
    diagnostics: readDiagnostics(files.get("status/diagnostics.yaml") ?? "")?.diagnostics ?? [],
    run,
    action: (of, name) =>
      present(
        actionsOf(run(of)).find((action) => action.name === name),
        `action ${name} of ${of}`,
      ),
    pipeline: (name) =>
      present(readPipelineStatus(files.get(`status/pipelines/${name}/status.yaml`) ?? ""), `pipeline ${name}`),
  };
}

function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The status has no ${what}.`);
  return value;
}

/** Where the branch stands, by its file alone: it is asked every few milliseconds, and nothing packs these refs. */
export async function looseTip(
  repository: TemporaryRepository,
  branch = "pilotage-status",
): Promise<string | undefined> {
  return readFile(join(repository.path, "refs/heads", branch), "utf8").catch(() => undefined);
}
