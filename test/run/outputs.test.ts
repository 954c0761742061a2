import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { admitted, anAction, aPlan, aRun, aRunOf, aStage, called, play, ran, stateOf } from "./a-run.ts";

describe("the outputs of a pipeline", () => {
  const outputs = { image: { schema: { type: "string" }, optional: true } } as const;
  const plan = aPlan({
    stages: [aStage("publish", [anAction("push", { component: { outputs } })])],
    outputs: { image: { cel: "actions.push.outputs.image" }, run: { parts: ["run ", { cel: "run.id" }] } },
  });
  const started = play(aRunOf(plan), admitted("push", 0));

  test("are evaluated at its end", () => {
    const state = play(
      started,
      called("push", "TASK_RESULT", 1, { output: { image: "app:1" } }),
      called("push", "COMPONENT_STOP", 2),
    );

    assert.ok(state.phase === "succeeded");
    assert.deepEqual(state.outputs, { image: "app:1", run: "run release-42" });
  });

  test("leave out what no action has given", () => {
    const state = play(started, ...ran("push", 0, 1));

    assert.ok(state.phase === "succeeded");
    assert.deepEqual(state.outputs, { run: "run release-42" });
  });

  test("are none where the run failed", () => {
    const state = play(started, ...ran("push", 1, 1));

    assert.ok(state.phase === "failed");
    assert.deepEqual(state.outputs, {});
  });

  test("fail the run where one cannot be evaluated", () => {
    const state = play(aRunOf(aPlan({ ...plan, outputs: { bad: { cel: "run.number / 0" } } })), ...ran("push", 0, 1));

    assert.ok(state.phase === "failed");
    assert.match(state.message ?? "", /^the output bad of the pipeline: /);
  });
});

test("an action whose inputs cannot be had fails at its start, without an attempt", () => {
  const inputs = { level: { schema: { type: "integer" }, optional: false } } as const;
  const run = aRun(aStage("verify", [anAction("unit", { component: { inputs }, with: { level: { value: "full" } } })]));
  const state = play(run, admitted("unit", 10));

  const unit = stateOf(state, "unit");
  assert.ok(unit.phase === "failed");
  assert.equal(unit.reason, "invalid-input");
  assert.deepEqual(unit.attempts, []);
  assert.match(unit.message ?? "", /^level: must be /);
});
