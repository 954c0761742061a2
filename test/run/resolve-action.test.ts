import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ActionPlan } from "../../src/plan/execution-plan.ts";
import { resolveAction } from "../../src/run/resolve-action.ts";
import { admitted, anAction, aPlan, aQueuedRun, aRunOf, aStage, called, cancelled, play, ran, time } from "./a-run.ts";

const text = { schema: { type: "string" }, optional: false } as const;
const count = { schema: { type: "integer" }, optional: false } as const;

function aRunTo(action: ActionPlan) {
  const first = anAction("unit", { component: { outputs: { passed: count } } });
  const plan = aPlan({ inputs: { level: text }, stages: [aStage("verify", [first]), aStage("publish", [action])] });
  return play(
    { ...aRunOf(plan), with: { level: "full" } },
    admitted("unit", 0),
    called("unit", "TASK_RESULT", 1, { output: { passed: 12 } }),
    called("unit", "COMPONENT_STOP", 2),
  );
}

describe("an action is resolved", () => {
  test("first as the pipeline says it, then as its component does with the inputs that came of it", () => {
    const push = anAction("push", {
      needs: [{ action: "unit", optional: false }],
      with: { tag: { parts: ["v", { cel: "actions.unit.outputs.passed" }] }, level: { cel: "inputs.level" } },
      env: { RUN: { cel: "run.id" }, GREETING: { value: "from the pipeline" } },
      component: {
        inputs: { tag: text, level: text, times: { ...count, default: 3 } },
        env: {
          GREETING: { value: "from the component" },
          TIMES: { cel: "inputs.times" },
          LOUD: { value: true },
          TOKEN: { secret: { name: "forge", key: "token" } },
        },
        image: { parts: ["app:", { cel: "inputs.tag" }] },
        command: [{ value: "push" }, { cel: "inputs.times" }],
        workingDirectory: { cel: "inputs.level" },
      },
    });

    assert.deepEqual(resolveAction(aRunTo(push), "push"), {
      ok: true,
      with: { tag: "v12", level: "full", times: 3 },
      env: {
        GREETING: "from the pipeline",
        TIMES: "3",
        LOUD: "true",
        TOKEN: { secret: { name: "forge", key: "token" } },
        RUN: "release-42",
      },
      image: "app:v12",
      command: ["push", "3"],
      workingDirectory: "full",
    });
  });

  test("not where an input is missing, unknown or wrong, all of which are named", () => {
    const push = anAction("push", {
      with: { level: { value: 3 }, lvl: { value: "full" } },
      component: { inputs: { level: text, tag: text } },
    });
    const resolved = resolveAction(aRunTo(push), "push");

    assert.ok(!resolved.ok && resolved.reason === "invalid-input");
    assert.match(resolved.message, /lvl: .*level: .*tag: a value is missing/);
  });

  test("not where an expression fails, all of which are named", () => {
    const push = anAction("push", {
      with: { level: { cel: "run.number / 0" } },
      env: { LIST: { cel: "[1, 2]" }, NULL: { value: null } },
      component: { inputs: { level: text } },
    });
    const resolved = resolveAction(aRunTo(push), "push");

    assert.ok(!resolved.ok && resolved.reason === "expression-error");
    assert.match(resolved.message, /^with\.level: .*; env\.LIST: a list is no text; env\.NULL: null is no text$/);
  });

  test("not where its component's own expressions fail", () => {
    const push = anAction("push", { component: { env: { MAP: { cel: '{"a": 1}' } }, image: { cel: "inputs.tag" } } });
    const resolved = resolveAction(aRunTo(push), "push");

    assert.ok(!resolved.ok && resolved.reason === "expression-error");
    assert.match(resolved.message, /^env\.MAP: a map is no text; image: /);
  });

  test("not before its run has begun, and not where there is none of its name", () => {
    assert.equal(resolveAction(aQueuedRun(aPlan({})), "push").ok, false);
    assert.equal(resolveAction(aRunTo(anAction("push")), "pull").ok, false);
  });

  test("the same for each attempt, though the run's outcome was decided between them", () => {
    const retry = { limit: 1, backoffMs: 1_000, on: ["failed"] } as const;
    const flaky = anAction("flaky", { retry, env: { OUTCOME: { cel: "run.outcome" } } });
    const run = aRunOf(aPlan({ stages: [aStage("verify", [anAction("unit"), flaky], { failFast: false })] }));
    const first = play(run, admitted("flaky", 0));
    const second = play(first, ...ran("flaky", 1, 10), ...ran("unit", 1, 20), time(1_010), admitted("flaky", 1_020));

    assert.ok(second.phase === "running" && second.outcome?.phase === "failed");
    assert.deepEqual(resolveAction(second, "flaky"), resolveAction(first, "flaky"));
  });

  test("in `finally` with all that came before, which may have no outputs", () => {
    const tell = anAction("tell", {
      with: {
        said: {
          cel: 'run.outcome + ": " + run.message + actions.unit.phase + string(has(actions.unit.outputs.passed))',
        },
      },
      component: { inputs: { said: text } },
    });
    const plan = aPlan({ stages: [aStage("verify", [anAction("unit")])], finally: [tell] });
    const resolved = resolveAction(play(aRunOf(plan), cancelled(10)), "tell");

    assert.ok(resolved.ok);
    assert.deepEqual(resolved.with, { said: "cancelled: cancelled: wrong tagskippedfalse" });
  });
});
