import type { CursorMove, RequestFate } from "../../src/plan/plan.ts";
import type { ActionState, AttemptState, RunRecord, RunState } from "../../src/run/run-state.ts";

const QUEUED_AT = Date.UTC(2026, 10, 22);

/** A queued run as it is accepted; its uid is its number. */
export function aRun(number: number): RunState & { readonly phase: "queued" } {
  const record: RunRecord = {
    formatVersion: 1,
    uid: String(number).padStart(20, "0"),
    pipeline: "release",
    number,
    trigger: { type: "change" },
    commit: "5b1c0d6f4e3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c",
    branch: "main",
    repository: "file:///srv/git/release.git",
    with: { level: "full" },
    plan: { definitions: [], inputs: {}, stages: [], finally: [], outputs: {}, group: "release", groupLimit: 1 },
    keyId: "k1",
    queuedAt: QUEUED_AT,
  };
  return { ...record, revision: 1, phase: "queued" };
}

/** The same run, going on, at a revision and with one action. */
export function running(run: RunState, revision: number, action: ActionState = { phase: "pending" }): RunState {
  const { uid, formatVersion, pipeline, number, trigger, commit, branch, repository, with: values, plan, keyId } = run;
  const record = {
    uid,
    formatVersion,
    pipeline,
    number,
    trigger,
    commit,
    branch,
    repository,
    with: values,
    plan,
    keyId,
  };
  const started = {
    startedAt: QUEUED_AT + 60,
    stages: { verify: { phase: "running" } },
    actions: { unit: action },
  } as const;
  return { ...record, queuedAt: run.queuedAt, revision, phase: "running", ...started, cancels: [] };
}

/** An action with one open attempt. */
export function openAction(attempt: Partial<AttemptState>): ActionState {
  const open: AttemptState = { number: 1, createdAt: QUEUED_AT + 70, calls: [], stopped: false, released: false };
  const started = { at: QUEUED_AT + 70, with: {}, run: { outcome: "", message: "" } };
  return { phase: "running", started, attempts: [{ ...open, ...attempt }] };
}

/** The cursor of `release` moving on to its run of this number. */
export function cursorTo(lastNumber: number): CursorMove & { readonly to: { readonly lastNumber: number } } {
  const at = (last: number) => ({
    generation: last,
    definitionDigest: `d${last}`,
    pathsDigest: null,
    lastNumber: last,
  });
  const move = { pipeline: "release", to: at(lastNumber) };
  return lastNumber === 1 ? move : { ...move, from: at(lastNumber - 1) };
}

/** The fate of a request that started a run. */
export function aFate(name: string): RequestFate {
  return {
    kind: "Run",
    name,
    digest: "3f9c",
    commit: "5b1c",
    at: QUEUED_AT,
    fate: "accepted",
    message: "",
    run: "release-1",
  };
}
