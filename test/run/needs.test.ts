import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { admitted, anAction, aRun, aStage, phases, phasesOf, play, ran } from "./a-run.ts";

const need = (action: string, optional = false) => ({ action, optional });

describe("needs", () => {
  test("replace the wait for earlier stages", () => {
    const run = aRun(
      aStage("verify", [anAction("unit"), anAction("lint")]),
      aStage("publish", [anAction("push", { waitsForEarlierStages: false, needs: [need("unit")] })]),
    );
    const state = play(run, ...ran("unit", 0, 10));

    assert.deepEqual(phases(state, "lint", "push", "stage publish"), ["waiting limit", "waiting limit", "waiting"]);
    assert.equal(phasesOf(play(state, admitted("push", 20)))["stage publish"], "running");
  });

  test("that only come from reading replace nothing", () => {
    const run = aRun(
      aStage("verify", [anAction("unit"), anAction("lint")]),
      aStage("publish", [anAction("push", { needs: [need("unit")] })]),
    );

    assert.equal(phasesOf(play(run, ...ran("unit", 0, 10))).push, "pending");
  });

  test("never replace the condition of the own stage, which waits for all earlier stages", () => {
    const run = aRun(
      aStage("verify", [anAction("unit"), anAction("lint")]),
      aStage("publish", [anAction("push", { waitsForEarlierStages: false, needs: [need("unit")] })], { when: "true" }),
    );
    const half = play(run, ...ran("unit", 0, 10));

    assert.equal(phasesOf(half).push, "pending");
    assert.equal(phasesOf(play(half, ...ran("lint", 0, 20))).push, "waiting limit");
  });

  test("that were skipped by a condition skip what depends on them, on and on", () => {
    const run = aRun(
      aStage("verify", [
        anAction("unit", { when: "false" }),
        anAction("after", { needs: [need("unit")] }),
        anAction("last", { needs: [need("after")] }),
        anAction("lint"),
      ]),
    );

    assert.deepEqual(phases(run, "unit", "after", "last", "lint"), [
      "skipped condition-false",
      "skipped dependency-skipped",
      "skipped dependency-skipped",
      "waiting limit",
    ]);
    assert.equal(phasesOf(play(run, ...ran("lint", 0, 10))).run, "succeeded");
  });

  test("that are optional only order", () => {
    const run = aRun(
      aStage(
        "verify",
        [
          anAction("unit"),
          anAction("off", { when: "false" }),
          anAction("after", { needs: [need("unit", true), need("off", true)] }),
        ],
        { failFast: false },
      ),
    );

    assert.equal(phasesOf(run).after, "pending");
    assert.equal(phasesOf(play(run, ...ran("unit", 1, 10))).after, "waiting limit");
  });

  test("say of a failure rather than of a skip, in whatever order they stand", () => {
    const actions = [
      anAction("unit"),
      anAction("off", { when: "false" }),
      anAction("a", { needs: [need("off"), need("unit")] }),
      anAction("b", { needs: [need("unit"), need("off")] }),
    ];
    const state = play(aRun(aStage("verify", actions, { failFast: false })), ...ran("unit", 1, 10));

    assert.deepEqual(phases(state, "a", "b"), ["skipped dependency-failed", "skipped dependency-failed"]);
  });

  test("make a sequence, which a failure ends", () => {
    const run = aRun(
      aStage("publish", [
        anAction("build"),
        anAction("push", { needs: [need("build", true)] }),
        anAction("deploy", { needs: [need("push", true)] }),
      ]),
    );
    const built = play(run, ...ran("build", 0, 10));

    assert.deepEqual(phases(run, "build", "push", "deploy"), ["waiting limit", "pending", "pending"]);
    assert.deepEqual(phases(built, "push", "deploy"), ["waiting limit", "pending"]);
    assert.equal(phasesOf(play(built, ...ran("push", 1, 20))).deploy, "skipped dependency-failed");
  });
});
