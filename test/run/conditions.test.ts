import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  admitted,
  anAction,
  aPlan,
  aRun,
  aRunOf,
  aStage,
  attemptOf,
  called,
  phases,
  phasesOf,
  play,
  ran,
} from "./a-run.ts";

const need = (action: string, optional = false) => ({ action, optional });

describe("conditions", () => {
  const outputs = { passed: { schema: { type: "integer" }, optional: false } } as const;

  test("read inputs, and the outputs and phases of actions that have ended", () => {
    const plan = aPlan({
      inputs: { level: { schema: { type: "string" }, optional: false, default: "full" } },
      stages: [
        aStage("verify", [anAction("unit", { component: { outputs } })]),
        aStage("publish", [anAction("push")], {
          when: 'inputs.level == "full" && actions.unit.phase == "succeeded" && actions.unit.outputs.passed > 11',
        }),
      ],
    });
    const state = { ...aRunOf(plan), with: { level: "full" } };
    const told = play(state, admitted("unit", 0), called("unit", "TASK_RESULT", 1, { output: { passed: 12 } }));

    assert.equal(phasesOf(play(told, called("unit", "COMPONENT_STOP", 2))).push, "waiting limit");
  });

  test("of a stage skip all of it, which counts as passed", () => {
    const run = aRun(
      aStage("verify", [anAction("unit"), anAction("lint", { needs: [need("unit")] })], { when: "false" }),
      aStage("publish", [anAction("push")]),
    );

    assert.deepEqual(phases(run, "stage verify", "unit", "lint", "push"), [
      "skipped condition-false",
      "skipped condition-false",
      "skipped condition-false",
      "waiting limit",
    ]);
    assert.equal(play(run, ...ran("push", 0, 10)).phase, "succeeded");
  });

  test("of all actions of a stage make it skipped, which counts as passed", () => {
    const run = aRun(aStage("verify", [anAction("unit", { when: "1 > 2" })]), aStage("publish", [anAction("push")]));

    assert.deepEqual(phases(run, "stage verify", "push"), ["skipped condition-false", "waiting limit"]);
  });

  test("that fail as expressions fail their action without an attempt", () => {
    const state = aRun(aStage("verify", [anAction("unit", { when: "run.number / 0 > 1" })]));

    assert.deepEqual(phasesOf(state), {
      run: "failed expression-error",
      "stage verify": "failed expression-error",
      unit: "failed expression-error",
    });
    assert.throws(() => attemptOf(state));
  });

  test("that fail as expressions fail their stage, and the run says which", () => {
    const state = aRun(
      aStage("verify", [anAction("unit")], { when: "run.number / 0 > 1" }),
      aStage("publish", [anAction("push")]),
    );

    assert.deepEqual(phases(state, "run", "stage verify", "unit", "push"), [
      "failed expression-error",
      "failed expression-error",
      "skipped expression-error",
      "skipped dependency-failed",
    ]);
    assert.ok(state.phase === "failed");
    assert.match(state.message ?? "", /^the condition of stage verify: /);
  });

  test("are asked once: what happens later does not close a stage again", () => {
    const run = aRun(
      aStage("verify", [anAction("unit"), anAction("lint", { needs: [need("unit", true)] })], {
        when: 'run.outcome == ""',
        failFast: false,
      }),
    );
    const state = play(run, ...ran("unit", 1, 10));

    assert.equal(phasesOf(state).lint, "waiting limit");
  });
});
