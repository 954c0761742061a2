import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { admitted, anAction, aRun, aStage, called, phases, phasesOf, play, ran, running, wants } from "./a-run.ts";

const need = (action: string, optional = false) => ({ action, optional });

describe("stages", () => {
  const run = aRun(aStage("verify", [anAction("unit"), anAction("lint")]), aStage("publish", [anAction("push")]));

  test("run one after the other, the actions of one side by side", () => {
    assert.deepEqual(phases(run, "unit", "lint", "push"), ["waiting limit", "waiting limit", "pending"]);

    const half = play(run, ...ran("unit", 0, 10));
    assert.equal(phasesOf(half).push, "pending");

    const verified = play(half, ...ran("lint", 0, 20));
    assert.deepEqual(phases(verified, "stage verify", "stage publish", "push"), [
      "succeeded",
      "waiting",
      "waiting limit",
    ]);

    assert.equal(play(verified, ...ran("push", 0, 30)).phase, "succeeded");
  });

  test("begin with their first started action and end with their last one", () => {
    const state = play(run, admitted("unit", 5), ...ran("lint", 0, 10), running("unit", 15), ...ran("unit", 0, 20));

    assert.ok(state.phase === "running");
    assert.deepEqual(state.stages.verify, { phase: "succeeded", startedAt: 5, endedAt: 20 });
  });

  test("a run without any succeeds at once", () => {
    assert.equal(aRun().phase, "succeeded");
  });
});

describe("a failed action", () => {
  const run = aRun(
    aStage("verify", [
      anAction("unit"),
      anAction("lint"),
      anAction("told"),
      anAction("after", { needs: [need("lint")] }),
      anAction("idle"),
    ]),
    aStage("publish", [anAction("push")]),
  );
  const going = play(
    run,
    admitted("unit", 0),
    admitted("lint", 0),
    admitted("told", 0),
    called("told", "TASK_RESULT", 5, { status: true }),
  );
  const failed = play(going, ...ran("unit", 1, 10));

  test("fails its stage and decides the run's outcome, with its own words", () => {
    assert.ok(failed.phase === "running");
    assert.deepEqual(failed.outcome, { phase: "failed", reason: "exit-code", message: "unit: exit code 1" });
  });

  test("cancels its running siblings, but one that has said its result", () => {
    assert.deepEqual(phases(failed, "lint", "told"), ["cancelled fail-fast", "running"]);
    assert.deepEqual(wants(failed), ["unit/0/1/release", "lint/0/1/stop"]);
  });

  test("skips everything that has not begun", () => {
    assert.deepEqual(phases(failed, "after", "idle", "push"), [
      "skipped dependency-failed",
      "skipped dependency-failed",
      "skipped dependency-failed",
    ]);
  });

  test("lets the run end as failed once the last sibling has ended", () => {
    const state = play(failed, called("told", "COMPONENT_STOP", 20));

    assert.deepEqual(phases(state, "run", "stage verify", "stage publish", "told"), [
      "failed exit-code",
      "failed exit-code",
      "skipped dependency-failed",
      "succeeded",
    ]);
  });

  test("leaves its siblings alone without failFast, but not what needs it", () => {
    const slow = aRun(
      aStage("verify", [anAction("unit"), anAction("lint"), anAction("after", { needs: [need("unit")] })], {
        failFast: false,
      }),
      aStage("publish", [anAction("push")]),
    );
    const state = play(slow, admitted("lint", 0), ...ran("unit", 1, 10));

    assert.deepEqual(phases(state, "lint", "after", "push"), [
      "running",
      "skipped dependency-failed",
      "skipped dependency-failed",
    ]);
    assert.equal(phasesOf(play(state, ...ran("lint", 0, 20))).run, "failed exit-code");
  });

  test("passes with continueOnFailure: what needs it runs, and the run succeeds", () => {
    const lenient = aRun(
      aStage("verify", [anAction("unit", { continueOnFailure: true }), anAction("after", { needs: [need("unit")] })]),
    );
    const state = play(lenient, ...ran("unit", 1, 10), ...ran("after", 0, 20));

    assert.deepEqual(phases(state, "run", "stage verify", "unit"), ["succeeded", "succeeded", "failed exit-code"]);
  });

  test("does not reach back: an earlier stage goes on", () => {
    const early = aRun(
      aStage("verify", [anAction("unit"), anAction("lint")]),
      aStage("publish", [anAction("push", { waitsForEarlierStages: false, needs: [need("unit")] })]),
    );
    const state = play(early, ...ran("unit", 0, 10), admitted("push", 20), ...ran("push", 1, 30));

    assert.deepEqual(phases(state, "stage publish", "stage verify", "lint"), [
      "failed exit-code",
      "running",
      "waiting limit",
    ]);
    assert.equal(phasesOf(play(state, ...ran("lint", 0, 40))).run, "failed exit-code");
  });
});
