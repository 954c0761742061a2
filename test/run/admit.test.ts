import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { admit } from "../../src/run/admit.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { admitted, anAction, aPlan, aQueuedRun, aStage, cancelled, play, ran, runAdmitted } from "./a-run.ts";

function aQueued(number: number, group = "release", groupLimit = 1): RunState {
  return aQueuedRun(
    aPlan({ group, groupLimit, stages: [aStage("verify", [anAction("unit"), anAction("lint")])] }),
    number,
  );
}

const begun = (number: number, at: number) => play(aQueued(number, `group-${number}`), runAdmitted(at));

function names(states: readonly RunState[], maxActiveActions = 100): readonly string[] {
  const numbers = new Map(states.map(({ uid, number }) => [uid, number]));
  return admit(states, { maxActiveActions }).map(({ uid, event }) =>
    event.what === "run" ? `run ${numbers.get(uid)}` : `${event.action} of ${numbers.get(uid)}`,
  );
}

describe("runs get their places", () => {
  test("in the order of acceptance, as many of a group as its limit says", () => {
    assert.deepEqual(names([aQueued(1, "a", 2), aQueued(2, "a", 2), aQueued(3, "a", 2), aQueued(4, "b", 1)]), [
      "run 1",
      "run 2",
      "run 4",
    ]);
  });

  test("while others of the group have not ended", () => {
    const running = play(aQueued(1), runAdmitted(0));
    assert.deepEqual(names([running, aQueued(2)], 0), []);

    const ended = play(running, cancelled(10));
    assert.deepEqual(names([ended, aQueued(2)]), ["run 2"]);
  });

  test("never before an older one of their group, though their own limit is higher", () => {
    const running = play(aQueued(1, "a", 1), runAdmitted(0));

    assert.deepEqual(names([running, aQueued(2, "a", 1), aQueued(3, "a", 5)], 0), []);
  });
});

describe("actions get their places", () => {
  test("those first that have waited longest, as many as the limit says", () => {
    const states = [begun(1, 20), begun(2, 10), begun(3, 30)];

    assert.deepEqual(names(states, 3), ["unit of 2", "lint of 2", "unit of 1"]);
  });

  test("while running ones hold theirs", () => {
    const running = play(begun(1, 0), admitted("unit", 1));

    assert.deepEqual(names([running], 1), []);
    assert.deepEqual(names([running], 2), ["lint of 1"]);
    assert.deepEqual(names([play(running, ...ran("unit", 0, 2))], 1), ["lint of 1"]);
  });
});

test("admitting among 1,000 active runs takes little time", () => {
  const states = Array.from({ length: 1_000 }, (_, i) => begun(i + 1, i));
  const start = performance.now();
  for (let round = 0; round < 20; round++) admit(states, { maxActiveActions: 4 });

  assert.ok((performance.now() - start) / 20 < 20, `${(performance.now() - start) / 20} ms`);
});
