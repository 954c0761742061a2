import type { Json } from "../../src/base/json.ts";
import type { ActionPlan, ComponentPlan, ExecutionPlan, StagePlan } from "../../src/plan/execution-plan.ts";
import { actionOf, attemptsOf } from "../../src/run/action-of.ts";
import { commandsFor } from "../../src/run/commands-for.ts";
import { nextRunState } from "../../src/run/next-run-state.ts";
import { queuedRun } from "../../src/run/queued-run.ts";
import type { AttemptKey, CallBody, CallbackEvent, Observation, RunEvent } from "../../src/run/run-event.ts";
import type { ActionState, AttemptState, RunState } from "../../src/run/run-state.ts";

/** Plans, states and facts of runs, for sentences about them. Times are small numbers; a run of these begins at 0. */
export function aComponent(changes: Partial<ComponentPlan> = {}): ComponentPlan {
  return {
    inputs: {},
    outputs: {},
    env: {},
    script: "true",
    graceMs: 60_000,
    stopGraceMs: 10_000,
    result: "optional",
    source: false,
    ...changes,
  };
}

export function anAction(name: string, changes: Partial<Omit<ActionPlan, "component">> & Part = {}): ActionPlan {
  const { component, ...rest } = changes;
  return {
    name,
    component: aComponent(component),
    waitsForEarlierStages: true,
    needs: [],
    with: {},
    env: {},
    retry: { limit: 0, backoffMs: 10_000, on: [] },
    continueOnFailure: false,
    ...rest,
  };
}

interface Part {
  readonly component?: Partial<ComponentPlan>;
}

export function aStage(name: string, actions: readonly ActionPlan[], changes: Partial<StagePlan> = {}): StagePlan {
  return { name, failFast: true, actions, ...changes };
}

export function aPlan(changes: Partial<ExecutionPlan>): ExecutionPlan {
  return {
    definitions: [],
    inputs: {},
    stages: [],
    finally: [],
    outputs: {},
    group: "release",
    groupLimit: 1,
    ...changes,
  };
}

export function aQueuedRun(plan: ExecutionPlan, number = 42): RunState {
  return queuedRun(
    { pipeline: "release", number, commit: "5b1c", trigger: { type: "change" }, with: {}, execution: plan },
    { ledgerId: "ledger", branch: "main", repository: "file:///srv/release.git", keyId: "k1", at: 0 },
  );
}

/** Admitted at 0. */
export function aRun(...stages: readonly StagePlan[]): RunState {
  return aRunOf(aPlan({ stages }));
}

export function aRunOf(plan: ExecutionPlan): RunState {
  return play(aQueuedRun(plan), runAdmitted(0));
}

/** A run whose only action `unit` has just started. */
export function aRunWith(changes: Parameters<typeof anAction>[1] = {}): RunState {
  return play(aRun(aStage("verify", [anAction("unit", changes)])), admitted("unit", 0));
}

/** A fact about any run of these: its uid is filled in by `play`. */
export type Fact = (uid: string) => RunEvent;

export function play(state: RunState, ...facts: readonly Fact[]): RunState {
  return facts.reduce((current, fact) => nextRunState(current, fact(current.uid)), state);
}

export function runAdmitted(at: number): Fact {
  return () => ({ type: "admitted", what: "run", at });
}

export function admitted(action: string, at: number): Fact {
  return () => ({ type: "admitted", what: "action", action, at });
}

export function time(at: number): Fact {
  return () => ({ type: "time", at });
}

export function called(name: string, event: CallbackEvent, at: number, body: CallBody = {}): Fact {
  return (uid) => ({ type: "called", attempt: keyOf(uid, name), event, body, problems: [], at });
}

export function secretCalled(name: string, at: number, body: CallBody): Fact {
  return (uid) => ({
    type: "called",
    attempt: keyOf(uid, name),
    event: "TASK_RESULT",
    body,
    problems: ["secret-in-output"],
    at,
  });
}

export function seen(name: string, observation: Observation, at: number): Fact {
  return (uid) => ({ type: "observed", attempt: keyOf(uid, name), observation, at });
}

export function running(name: string, at: number): Fact {
  return seen(name, { is: "running", startedAt: at }, at);
}

export function exited(name: string, exitCode: number, at: number): Fact {
  return seen(name, { is: "ended", exitCode, endedAt: at }, at);
}

export function logRead(name: string, at: number, outputs: { readonly [name: string]: string } = {}, tail = ""): Fact {
  return (uid) => ({
    type: "logRead",
    attempt: keyOf(uid, name),
    log: { outputs, problems: [], bytes: tail.length, tail },
    at,
  });
}

export function released(name: string, at: number): Fact {
  return (uid) => ({ type: "released", attempt: keyOf(uid, name), at });
}

export function cancelled(at: number, name = "stop-42", reason = "wrong tag"): Fact {
  return () => ({ type: "cancelled", by: `Cancel/${name}/3f9c`, reason, at });
}

export function engineFailed(at: number): Fact {
  return () => ({ type: "engineFailed", message: "a bug", at });
}

/** `unit`, or `unit/2` for its second attempt. */
export function keyOf(uid: string, name: string): AttemptKey {
  const [action = "", attempt = "1"] = name.split("/");
  return { uid, run: "release-42", action, copy: 0, attempt: Number(attempt) };
}

/** Starts an action and lets it exit, its log read. */
export function ran(name: string, exitCode: number, at: number): readonly Fact[] {
  const attempt = name.includes("/") ? name : `${name}/1`;
  const action = attempt.slice(0, attempt.indexOf("/"));
  return [admitted(action, at), running(attempt, at), exited(attempt, exitCode, at), logRead(attempt, at)];
}

/** The attempt `unit`, or `unit/2`. */
export function attemptOf(state: RunState, name = "unit"): AttemptState {
  const [action = "", number = "1"] = name.split("/");
  const attempt = attemptsOf(stateOf(state, action))[Number(number) - 1];
  if (!attempt) throw new Error(`there is no attempt ${name}`);
  return attempt;
}

export function stateOf(state: RunState, action: string): ActionState {
  return state.phase === "queued" ? { phase: "pending" } : actionOf(state, action);
}

/** Phase, and reason where there is one, of everything: `{ run: "failed exit-code", unit: … }`. */
export function phasesOf(state: RunState): { readonly [name: string]: string } {
  const run = state.phase === "running" ? (state.outcome ?? {}) : state;
  return {
    run: inWords({ ...run, phase: state.phase }),
    ...(state.phase === "queued" ? {} : mapWords(state.stages, "stage ")),
    ...(state.phase === "queued" ? {} : mapWords(state.actions, "")),
  };
}

/** Of those only the ones named, in their order. */
export function phases(state: RunState, ...names: readonly string[]): readonly (string | undefined)[] {
  return names.map((name) => phasesOf(state)[name]);
}

export function sealOf(state: RunState, name = "unit"): string | undefined {
  const { seal } = attemptOf(state, name);
  return seal && inWords(seal);
}

/** The types of what is to be done about each attempt, as `release-42/unit/0/1/start`. */
export function wants(state: RunState): readonly string[] {
  return commandsFor(state).map(({ key }) => key.replace("release-42/", ""));
}

function mapWords(table: { readonly [name: string]: { readonly phase: string } }, prefix: string) {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [`${prefix}${name}`, inWords(value)]));
}

function inWords(value: { readonly phase: string; readonly reason?: Json; readonly for?: string }): string {
  return [value.phase, value.for, value.reason].filter((word) => word !== undefined).join(" ");
}
