import fc from "fast-check";
import type { ActionPlan, ExecutionPlan, StagePlan } from "../../src/plan/execution-plan.ts";
import type { CallbackEvent, Observation } from "../../src/run/run-event.ts";
import {
  admitted,
  anAction,
  aPlan,
  aStage,
  called,
  cancelled,
  engineFailed,
  type Fact,
  logRead,
  released,
  runAdmitted,
  seen,
  time,
} from "./a-run.ts";

const passed = { schema: { type: "integer" }, optional: false } as const;

/** Small graphs with everything in them: needs, conditions, limits of all kinds, retries. Every attempt has a timeout. */
export const arbitraryPlan: fc.Arbitrary<ExecutionPlan> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    last: fc.integer({ min: 0, max: 2 }),
  })
  .chain(({ sizes, last }) =>
    fc.record({
      stages: fc.tuple(...sizes.map((size, i) => arbitraryStage(i, size, sum(sizes.slice(0, i))))),
      finally: fc.tuple(...Array.from({ length: last }, (_, i) => arbitraryAction(`f${i}`, []))),
      timeoutMs: fc.option(fc.integer({ min: 1, max: 60_000 }), { nil: undefined }),
    }),
  )
  .map(({ timeoutMs, ...plan }) => aPlan({ ...plan, ...(timeoutMs !== undefined && { timeoutMs }) }));

/** Any fact about any action, possible or not, at any time. */
export const arbitraryFact: fc.Arbitrary<Fact> = fc
  .record({
    action: fc.constantFrom("a0", "a1", "a2", "a3", "f0"),
    attempt: fc.constantFrom(1, 1, 1, 2, 3),
    at: fc.integer({ min: 0, max: 20_000 }),
    pick: fc.nat(99),
    event: fc.constantFrom<CallbackEvent>(
      "COMPONENT_START",
      "TASK_START",
      "TASK_STATUS",
      "TASK_RESULT",
      "COMPONENT_STOP",
    ),
    status: fc.boolean(),
    observation: fc.constantFrom<Observation>(
      { is: "absent" },
      { is: "starting" },
      { is: "running" },
      { is: "ended", exitCode: 0 },
      { is: "ended", exitCode: 1, endedAt: 4_000 },
      { is: "ended", cause: "disrupted" },
      { is: "gone" },
    ),
  })
  .map(({ action, attempt, at, pick, event, status, observation }) => {
    const name = `${action}/${attempt}`;
    if (pick < 25) return admitted(action, at);
    if (pick < 45) return called(name, event, at, event.startsWith("TASK_R") ? { status } : {});
    if (pick < 65) return seen(name, observation, at);
    if (pick < 80) return logRead(name, at, { passed: "1" });
    if (pick < 85) return released(name, at);
    if (pick < 95) return time(at);
    if (pick < 98) return runAdmitted(at);
    return pick === 98 ? cancelled(at, `stop-${at % 2}`) : engineFailed(at);
  });

function arbitraryStage(index: number, size: number, first: number): fc.Arbitrary<StagePlan> {
  const earlier = Array.from({ length: first }, (_, i) => `a${i}`);
  const names = Array.from({ length: size }, (_, i) => `a${first + i}`);
  return fc
    .record({
      actions: fc.tuple(...names.map((name, i) => arbitraryAction(name, [...earlier, ...names.slice(0, i)]))),
      failFast: fc.boolean(),
      when: fc.constantFrom(undefined, undefined, "true", "false", "run.number / 0 > 1", 'run.outcome == ""'),
      timeoutMs: fc.option(fc.integer({ min: 1, max: 30_000 }), { nil: undefined }),
    })
    .map(({ actions, failFast, when, timeoutMs }) =>
      aStage(`s${index}`, actions, { failFast, ...(when && { when }), ...(timeoutMs !== undefined && { timeoutMs }) }),
    );
}

function arbitraryAction(name: string, before: readonly string[]): fc.Arbitrary<ActionPlan> {
  return fc
    .record({
      needs: fc.subarray([...before], { maxLength: Math.min(2, before.length) }),
      optional: fc.boolean(),
      waitsForEarlierStages: fc.boolean(),
      when: fc.constantFrom(undefined, undefined, undefined, "true", "false", "run.number / 0 > 1"),
      continueOnFailure: fc.boolean(),
      limit: fc.nat(2),
      backoffMs: fc.constantFrom(0, 500, 10_000),
      attemptTimeoutMs: fc.integer({ min: 1, max: 9_000 }),
      timeoutMs: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
      result: fc.constantFrom("optional" as const, "required" as const),
      hasOutputs: fc.boolean(),
    })
    .map(({ needs, optional, when, limit, backoffMs, timeoutMs, result, hasOutputs, ...rest }) =>
      anAction(name, {
        ...rest,
        ...(when && { when }),
        ...(timeoutMs !== undefined && { timeoutMs }),
        needs: needs.map((action) => ({ action, optional })),
        retry: { limit, backoffMs, on: ["failed", "timeout", "lost", "disrupted"] },
        component: { result, outputs: hasOutputs ? { passed } : {}, graceMs: 5_000 },
      }),
    );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
