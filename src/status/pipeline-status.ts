import type { Cursor, PipelineStanding } from "../plan/plan.ts";
import { present } from "./present.ts";
import { revise } from "./revise.ts";
import type { RunPhase, RunStatus } from "./run-status.ts";
import { yamlText } from "./yaml-text.ts";

/** `status/pipelines/<pipeline>/status.yaml`. */
export interface PipelineStatus {
  readonly apiVersion: "pilotage/v1";
  readonly kind: "PipelineStatus";
  readonly metadata: { readonly name: string; readonly revision: number };
  /** A copy of the ledger's; absent where the pipeline was never valid. */
  readonly cursor?: Cursor;
  readonly status: {
    readonly phase: PipelineStanding["phase"];
    readonly waiting: readonly WaitingRun[];
    readonly statistics: Statistics;
    /** Newest first. */
    readonly lastRuns: readonly LastRun[];
  };
}

/** What a queued or running run waits for, in words. */
export interface WaitingRun {
  readonly run: string;
  readonly for: string;
}

/** Of the ended among the last runs. */
export interface Statistics {
  readonly runs: number;
  readonly succeeded: number;
  /** Absent where none has started. */
  readonly medianSeconds?: number;
}

/** A run as one line of its pipeline's list. */
export interface LastRun {
  readonly number: number;
  readonly phase: RunPhase;
  readonly reason?: string;
  readonly commit: string;
  readonly trigger: string;
  readonly startedAt?: string;
  readonly seconds?: number;
}

/** What is known of a pipeline now, beside what its file says already. */
export interface PipelineNow {
  readonly name: string;
  readonly phase: PipelineStanding["phase"];
  readonly cursor: Cursor | undefined;
  readonly waiting: readonly WaitingRun[];
  /** Those that are written with it. */
  readonly runs: readonly RunStatus[];
}

const KEPT_RUNS = 50;

/** Runs are merged by their numbers onto what the file said, so that writing twice changes nothing. */
export function nextPipelineStatus(before: PipelineStatus | undefined, now: PipelineNow): PipelineStatus {
  const runs = new Map(before?.status.lastRuns.map((run) => [run.number, run]));
  for (const run of now.runs) runs.set(run.metadata.number, lastRunOf(run));
  const lastRuns = [...runs.values()].sort((a, b) => b.number - a.number).slice(0, KEPT_RUNS);
  return {
    apiVersion: "pilotage/v1",
    kind: "PipelineStatus",
    metadata: { name: now.name, revision: before?.metadata.revision ?? 0 },
    ...(now.cursor && { cursor: asShown(now.cursor) }),
    status: { phase: now.phase, waiting: now.waiting, statistics: statisticsOf(lastRuns), lastRuns },
  };
}

/** The text to write; undefined where the tip says the same. */
export function renderPipelineStatus(status: PipelineStatus, atTip: string | undefined): string | undefined {
  return revise(atTip, (revision) => yamlText({ ...status, metadata: { name: status.metadata.name, revision } }));
}

/** Its keys in one order, however the ledger keeps them: a file that says the same is the same. */
function asShown({ generation, definitionDigest, pathsDigest, lastNumber }: Cursor): Cursor {
  return { generation, definitionDigest, pathsDigest, lastNumber };
}

function lastRunOf({ metadata, spec, status }: RunStatus): LastRun {
  const { phase, reason, startedAt, seconds } = status;
  const { commit, trigger } = spec;
  return present({ number: metadata.number, phase, reason, commit, trigger: trigger.type, startedAt, seconds });
}

function statisticsOf(runs: readonly LastRun[]): Statistics {
  const ended = runs.filter(({ phase }) => phase !== "queued" && phase !== "running");
  const seconds = ended.flatMap((run) => run.seconds ?? []).sort((a, b) => a - b);
  return present({
    runs: ended.length,
    succeeded: ended.filter(({ phase }) => phase === "succeeded").length,
    medianSeconds: seconds[Math.floor((seconds.length - 1) / 2)],
  });
}
