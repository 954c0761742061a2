import type { ActionPlan, ExecutionPlan } from "../../src/plan/execution-plan.ts";
import type {
  ActionStart,
  AttemptState,
  EndedAction,
  EndedRun,
  RunningRun,
  RunRecord,
  RunState,
} from "../../src/run/run-state.ts";

export const TEN_O_CLOCK = Date.UTC(2026, 10, 22, 10);

/** `release-42`: a stage with `unit` and `lint`, which needs it, and `tell` at the end. */
export function aQueuedRun(changes: Partial<RunRecord> & { readonly revision?: number } = {}): RunState {
  return { ...record, revision: 1, phase: "queued", ...changes };
}

/** `unit` runs. */
export function aRunningRun(changes: Partial<RunRecord & RunningRun> & { readonly revision?: number } = {}): RunState {
  return {
    ...record,
    revision: 7,
    phase: "running",
    startedAt: TEN_O_CLOCK + 180,
    cancels: [],
    stages: { verify: { phase: "running", startedAt: TEN_O_CLOCK + 200 } },
    actions: {
      unit: {
        phase: "running",
        started: aStart({ go: "1.26" }),
        attempts: [
          anAttempt({
            calls: [{ event: "TASK_START", at: TEN_O_CLOCK + 400 }],
            progress: 0.4,
            interim: { done: 3 },
          }),
        ],
      },
    },
    ...changes,
  };
}

/** `unit` failed with exit code 1. */
export function aFailedRun(changes: Partial<RunRecord & EndedRun> & { readonly revision?: number } = {}): RunState {
  return {
    ...record,
    revision: 17,
    phase: "failed",
    reason: "exit-code",
    message: "unit: exit code 1",
    startedAt: TEN_O_CLOCK + 180,
    endedAt: TEN_O_CLOCK + 12_480,
    cancels: [],
    stages: {
      verify: { phase: "failed", reason: "exit-code", startedAt: TEN_O_CLOCK + 200, endedAt: TEN_O_CLOCK + 11_000 },
    },
    actions: {
      unit: anEnd("failed", {
        reason: "exit-code",
        message: "exit code 1",
        attempts: [
          anAttempt({
            calls: [
              { event: "TASK_START", at: TEN_O_CLOCK + 400 },
              { event: "TASK_RESULT", at: TEN_O_CLOCK + 10_000, status: false, result: "2 failed" },
            ],
            exit: { at: TEN_O_CLOCK + 10_900, endedAt: TEN_O_CLOCK + 10_850, exitCode: 1 },
            log: { bytes: 81_234, tail: "--- FAIL: TestA\nFAIL\n", outputs: {} },
            seal: {
              phase: "failed",
              reason: "exit-code",
              message: "exit code 1",
              at: TEN_O_CLOCK + 11_000,
              outputs: {},
            },
            stopped: true,
          }),
        ],
      }),
      lint: { phase: "skipped", reason: "dependency-failed", endedAt: TEN_O_CLOCK + 11_000, attempts: [], outputs: {} },
      tell: anEnd("succeeded", { outputs: { told: true } }),
    },
    outputs: {},
    ...changes,
  };
}

/** Everything went well. */
export function aSucceededRun(changes: Partial<RunRecord & EndedRun> & { readonly revision?: number } = {}): RunState {
  return {
    ...record,
    revision: 18,
    phase: "succeeded",
    startedAt: TEN_O_CLOCK + 180,
    endedAt: TEN_O_CLOCK + 3_000,
    cancels: [],
    stages: { verify: { phase: "succeeded", startedAt: TEN_O_CLOCK + 200, endedAt: TEN_O_CLOCK + 2_000 } },
    actions: {
      unit: anEnd("succeeded", { outputs: { passed: 12 } }),
      lint: anEnd("succeeded", {}),
      tell: anEnd("succeeded", {}),
    },
    outputs: { passed: 12 },
    ...changes,
  };
}

export function anAttempt(changes: Partial<AttemptState> = {}): AttemptState {
  return {
    number: 1,
    createdAt: TEN_O_CLOCK + 200,
    startedAt: TEN_O_CLOCK + 300,
    calls: [],
    stopped: false,
    released: false,
    ...changes,
  };
}

/** An action's start, with its inputs. */
export function aStart(values: ActionStart["with"]): ActionStart {
  return { at: TEN_O_CLOCK + 200, with: values, run: { outcome: "", message: "" } };
}

/** An action that ran once and ended. */
export function anEnd(phase: "succeeded" | "failed" | "cancelled", changes: Partial<EndedAction>): EndedAction {
  const outputs = changes.outputs ?? {};
  const seal = { phase, at: TEN_O_CLOCK + 2_000, outputs };
  return {
    phase,
    endedAt: TEN_O_CLOCK + 2_000,
    started: aStart({ go: "1.26" }),
    attempts: [
      anAttempt({
        exit: { at: TEN_O_CLOCK + 1_900, endedAt: TEN_O_CLOCK + 1_850, exitCode: 0 },
        log: { bytes: 5, tail: "fine\n", outputs: {} },
        seal,
        stopped: true,
      }),
    ],
    outputs,
    ...changes,
  };
}

export function anActionPlan(name: string, changes: Partial<ActionPlan> = {}): ActionPlan {
  return {
    name,
    component: {
      inputs: {},
      outputs: {},
      env: {},
      graceMs: 60_000,
      stopGraceMs: 10_000,
      result: "optional",
      source: false,
      script: "true",
    },
    waitsForEarlierStages: true,
    needs: [],
    with: {},
    env: {},
    retry: { limit: 0, backoffMs: 0, on: [] },
    continueOnFailure: false,
    ...changes,
  };
}

const unit = anActionPlan("unit");

const plan: ExecutionPlan = {
  definitions: [
    { kind: "Pipeline", name: "release", path: "pipelines/release.yaml", blob: "88ab".repeat(10) },
    { kind: "Component", name: "go-test", path: "components/go-test.yaml", blob: "99cd".repeat(10) },
  ],
  inputs: {},
  stages: [
    {
      name: "verify",
      failFast: true,
      actions: [
        { ...unit, component: { ...unit.component, name: "go-test" } },
        anActionPlan("lint", { needs: [{ action: "unit", optional: false }] }),
      ],
    },
  ],
  finally: [anActionPlan("tell")],
  outputs: {},
  group: "release",
  groupLimit: 1,
};

const record: RunRecord = {
  formatVersion: 1,
  uid: "3f9c02ab41d7e8805c11",
  pipeline: "release",
  number: 42,
  trigger: { type: "change" },
  commit: "5b1c".repeat(10),
  branch: "main",
  repository: "https://forge.example/shop.git",
  with: { level: "full" },
  plan,
  keyId: "k1",
  queuedAt: TEN_O_CLOCK + 120,
};
