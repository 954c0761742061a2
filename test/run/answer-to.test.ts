import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answerTo } from "../../src/run/answer-to.ts";
import type { CallBody, CallbackEvent } from "../../src/run/run-event.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { aPlan, aQueuedRun, aRunWith, attemptOf, called, keyOf, play } from "./a-run.ts";

function answer(state: RunState, event: CallbackEvent, body: CallBody = {}, name = "unit", uid = state.uid) {
  return answerTo(state, { attempt: keyOf(uid, name), event, body, problems: [] });
}

const open = aRunWith();
const told = play(open, called("unit", "TASK_RESULT", 10, { status: true, output: { a: 1, b: [2] } }));
const closed = play(told, called("unit", "COMPONENT_STOP", 20));

describe("a call", () => {
  test("is accepted in any order while the attempt is open", () => {
    for (const event of ["COMPONENT_STOP", "TASK_RESULT", "TASK_STATUS", "TASK_START", "COMPONENT_START"] as const) {
      assert.equal(answer(open, event), "accepted");
    }
    assert.equal(answer(told, "COMPONENT_START"), "accepted");
  });

  test("that repeats a start or a stop is a repeat, whatever it says now", () => {
    assert.equal(answer(play(open, called("unit", "TASK_START", 1)), "TASK_START", { status: false }), "repeated");
  });

  test("with the same result is a repeat, in whatever order its keys stand", () => {
    assert.equal(answer(told, "TASK_RESULT", { output: { b: [2], a: 1 }, status: true }), "repeated");
  });

  test("with another result conflicts with the first, and changes nothing", () => {
    assert.equal(answer(told, "TASK_RESULT", { status: false }), "conflicting");
    assert.equal(play(told, called("unit", "TASK_RESULT", 30, { status: false })), told);
  });

  test("with the latest status is a repeat; with another, even an earlier one, it is news", () => {
    const half = play(
      open,
      called("unit", "TASK_STATUS", 1, { progress: 0.2 }),
      called("unit", "TASK_STATUS", 2, { progress: 0.5 }),
    );

    assert.equal(answer(half, "TASK_STATUS", { progress: 0.5 }), "repeated");
    assert.equal(answer(half, "TASK_STATUS", { progress: 0.2 }), "accepted");
    assert.equal(answer(half, "TASK_STATUS", { progress: 0.5, output: { seen: 3 } }), "accepted");
  });

  test("is closed after the seal, unless it repeats what is stored", () => {
    assert.equal(answer(closed, "TASK_RESULT", { status: true, output: { a: 1, b: [2] } }), "repeated");
    assert.equal(answer(closed, "COMPONENT_STOP"), "repeated");
    assert.equal(answer(closed, "TASK_RESULT", { status: false }), "closed");
    assert.equal(answer(closed, "TASK_STATUS", { progress: 1 }), "closed");
  });

  test("is closed for an attempt, an action or a run that is not there", () => {
    assert.equal(answer(open, "TASK_START", {}, "unit/2"), "closed");
    assert.equal(answer(open, "TASK_START", {}, "lint"), "closed");
    assert.equal(answer(open, "TASK_START", {}, "constructor"), "closed");
    assert.equal(answer(open, "TASK_START", {}, "unit", "00000000000000000000"), "closed");
    assert.equal(answer(aQueuedRun(aPlan({})), "TASK_START"), "closed");
  });
});

describe("of what is called", () => {
  test("the latest status is kept, the latest progress and the latest interim output", () => {
    const state = play(
      open,
      called("unit", "TASK_STATUS", 1, { progress: 0.2, output: { seen: 3 } }),
      called("unit", "TASK_START", 2),
      called("unit", "TASK_STATUS", 3, { progress: 0.5 }),
    );

    const { calls, progress, interim } = attemptOf(state);
    assert.deepEqual(calls, [
      { event: "TASK_START", at: 2 },
      { event: "TASK_STATUS", at: 3, progress: 0.5 },
    ]);
    assert.equal(progress, 0.5);
    assert.deepEqual(interim, { seen: 3 });
  });

  test("every call implies that the attempt has started", () => {
    assert.equal(attemptOf(told).startedAt, 10);
  });
});
