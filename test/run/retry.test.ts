import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RetryCause, RetryPlan } from "../../src/plan/execution-plan.ts";
import type { RuntimeCause } from "../../src/run/reason.ts";
import { wakeAt } from "../../src/run/wake-at.ts";
import {
  admitted,
  anAction,
  aRun,
  aRunWith,
  aStage,
  attemptOf,
  called,
  phasesOf,
  play,
  ran,
  running,
  sealOf,
  seen,
  stateOf,
  time,
  wants,
} from "./a-run.ts";

const retry = (limit: number, ...on: readonly RetryCause[]): RetryPlan => ({ limit, backoffMs: 1_000, on });

describe("a retry", () => {
  test("comes after a pause, with the next number, once there is a place again", () => {
    const paused = play(aRunWith({ retry: retry(1, "failed") }), ...ran("unit", 1, 100));
    assert.equal(phasesOf(paused).unit, "waiting retry");
    assert.equal(wakeAt(paused), 1_100);

    const ready = play(paused, time(1_100));
    assert.equal(phasesOf(ready).unit, "waiting limit");

    const again = play(ready, admitted("unit", 1_200));
    assert.equal(phasesOf(again).unit, "running");
    assert.deepEqual(wants(again), ["unit/0/1/release", "unit/0/2/start"]);
    assert.equal(play(again, ...ran("unit/2", 0, 1_300)).phase, "succeeded");
  });

  test("is given as often as the limit says", () => {
    const state = play(
      aRunWith({ retry: retry(2, "failed") }),
      ...ran("unit", 1, 0),
      time(1_000),
      ...ran("unit/2", 1, 2_000),
      time(4_000),
      ...ran("unit/3", 1, 5_000),
    );

    assert.equal(phasesOf(state).unit, "failed exit-code");
    assert.equal(attemptOf(state, "unit/3").seal?.message, "exit code 1");
  });

  test("is given at once without a pause where its pause is 0", () => {
    const state = play(aRunWith({ retry: { limit: 1, backoffMs: 0, on: ["failed"] } }), ...ran("unit", 1, 100));

    assert.equal(phasesOf(state).unit, "waiting limit");
  });

  test("pauses twice as long each time, at most 5 minutes", () => {
    let state = aRunWith({ retry: { limit: 9, backoffMs: 60_000, on: ["failed"] } });
    const pauses = [1, 2, 3, 4].map((attempt) => {
      state = play(state, ...ran(`unit/${attempt}`, 1, attempt * 1_000_000));
      const until = wakeAt(state) ?? 0;
      state = play(state, time(until));
      return until - attempt * 1_000_000;
    });

    assert.deepEqual(pauses, [60_000, 120_000, 240_000, 300_000]);
  });

  test("is not given for a cause that is not named", () => {
    const state = play(aRunWith({ retry: retry(2, "disrupted", "timeout", "lost") }), ...ran("unit", 1, 0));

    assert.equal(phasesOf(state).unit, "failed exit-code");
  });

  test("keeps failFast waiting: only the last attempt counts", () => {
    const run = aRun(aStage("verify", [anAction("unit", { retry: retry(1, "failed") }), anAction("lint")]));
    const paused = play(run, admitted("lint", 0), ...ran("unit", 1, 10));
    assert.deepEqual([phasesOf(paused).unit, phasesOf(paused).lint], ["waiting retry", "running"]);

    const failed = play(paused, time(1_010), ...ran("unit/2", 1, 1_020));
    assert.deepEqual([phasesOf(failed).unit, phasesOf(failed).lint], ["failed exit-code", "cancelled fail-fast"]);
  });

  test("gives each attempt the same inputs", () => {
    const run = aRunWith({
      retry: retry(1, "failed"),
      component: { inputs: { n: { schema: {}, optional: false, default: 1 } } },
    });
    const again = play(run, ...ran("unit", 1, 0), time(1_000), admitted("unit", 1_000));

    const unit = stateOf(again, "unit");
    assert.ok(unit.phase === "running");
    assert.deepEqual(unit.started, { at: 0, with: { n: 1 }, run: { outcome: "", message: "" } });
  });
});

describe("retry.on", () => {
  const isRetried = (state: ReturnType<typeof aRunWith>) => phasesOf(state).unit === "waiting retry";
  const withCause = (cause: RuntimeCause, on: RetryCause) =>
    play(aRunWith({ retry: retry(1, on) }), running("unit", 1), seen("unit", { is: "ended", cause }, 2), (uid) => ({
      type: "logRead",
      attempt: { uid, run: "release-42", action: "unit", copy: 0, attempt: 1 },
      log: { outputs: {}, problems: [], bytes: 0, tail: "" },
      at: 3,
    }));

  test("failed means what the program brought about, and running out of memory", () => {
    const told = (status: boolean) => [
      called("unit", "TASK_RESULT", 1, { status }),
      called("unit", "COMPONENT_STOP", 2),
    ];
    const outputs = { passed: { schema: { type: "integer" }, optional: false } } as const;
    const failed = retry(1, "failed");

    assert.ok(isRetried(play(aRunWith({ retry: failed }), ...told(false))), "result-failed");
    assert.ok(isRetried(play(aRunWith({ retry: failed, component: { outputs } }), ...ran("unit", 0, 1))), "bad-output");
    assert.ok(isRetried(play(aRunWith({ retry: failed, component: { result: "required" } }), ...ran("unit", 0, 1))));
    assert.ok(isRetried(play(aRunWith({ retry: failed }), called("unit", "TASK_START", 1, { status: false }))));
    assert.ok(isRetried(withCause("out-of-memory", "failed")));
    assert.ok(!isRetried(withCause("lost", "failed")));
  });

  test("disrupted, lost and timeout mean themselves", () => {
    const late = play(aRunWith({ retry: retry(1, "timeout"), attemptTimeoutMs: 10 }), running("unit", 1), time(11));

    assert.ok(isRetried(withCause("disrupted", "disrupted")));
    assert.ok(isRetried(withCause("lost", "lost")));
    assert.ok(!isRetried(withCause("deleted", "lost")));
    assert.ok(isRetried(play(late, running("unit", 12))));
  });
});

describe("an attempt that ended before it started", () => {
  const neverStarted = (attempt: number, cause: RuntimeCause = "disrupted") =>
    seen(`unit/${attempt}`, { is: "ended", cause }, attempt * 10);

  test("is replaced at once, and does not count as a retry", () => {
    const state = play(aRunWith(), neverStarted(1));

    assert.equal(phasesOf(state).unit, "running");
    assert.deepEqual(wants(state), ["unit/0/1/release", "unit/0/2/start"]);
    assert.equal(play(state, ...ran("unit/2", 0, 20)).phase, "succeeded");
  });

  test("is replaced three times at most; then it is a failure like any other", () => {
    const state = play(aRunWith(), neverStarted(1), neverStarted(2), neverStarted(3), neverStarted(4));

    assert.equal(phasesOf(state).unit, "failed disrupted");
    assert.equal(sealOf(state, "unit/4"), "failed disrupted");
  });

  test("leaves all retries for afterwards", () => {
    const state = play(
      aRunWith({ retry: retry(1, "disrupted", "failed") }),
      neverStarted(1),
      neverStarted(2),
      neverStarted(3),
      ...ran("unit/4", 1, 40),
    );
    assert.equal(phasesOf(state).unit, "waiting retry");
    assert.equal(wakeAt(state), 1_040);

    const again = play(
      state,
      time(1_040),
      admitted("unit", 1_050),
      seen("unit/5", { is: "ended", cause: "lost" }, 1_060),
    );
    assert.equal(phasesOf(again).unit, "failed lost");
  });

  test("is not replaced where the next would be refused in the same way", () => {
    for (const cause of ["start-failed", "rejected", "secret-missing", "source-gone", "engine-error"] as const) {
      assert.equal(phasesOf(play(aRunWith(), neverStarted(1, cause))).unit, `failed ${cause}`);
    }
  });
});
