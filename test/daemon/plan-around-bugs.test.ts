import assert from "node:assert/strict";
import { test } from "node:test";
import { planAroundBugs } from "../../src/daemon/plan-around-bugs.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { PlanInput } from "../../src/plan/plan-input.ts";
import { pipelineOfOne, runOf } from "../journeys/definitions.ts";
import { inputOf, NOTHING_KEPT } from "../plan/history.ts";

test("where there is no bug, the plan is the plan", () => {
  assert.deepEqual(planAroundBugs(makePlan, INPUT), makePlan(INPUT));
});

test("a bug over one pipeline makes that one invalid, and holds up no other", () => {
  const plan = planAroundBugs(failingOver("pipelines/odd.yaml"), INPUT);

  assert.deepEqual(
    plan.starts.map(({ pipeline }) => pipeline),
    ["fine", "fine"],
  );
  assert.deepEqual(plan.pipelines, [
    { pipeline: "fine", phase: "active" },
    { pipeline: "odd", phase: "invalid" },
  ]);
  assert.deepEqual(plan.diagnostics, [
    {
      file: "pipelines/odd.yaml",
      line: 4,
      column: 9,
      code: "engine-error",
      message: "this could not be planned, because of a bug: a bug over pipelines/odd.yaml",
      hint: "Please report it, with this definition; everything else goes on.",
    },
  ]);
});

test("a bug over one request leaves that one without a fate, and holds up no other", () => {
  const plan = planAroundBugs(failingOver("runs/b.yaml"), INPUT);

  assert.deepEqual(
    plan.fates.map(({ name, fate }) => [name, fate]),
    [["a", "accepted"]],
  );
  assert.deepEqual(
    plan.diagnostics.map(({ file, code }) => [file, code]),
    [["runs/b.yaml", "engine-error"]],
  );
});

test("a bug that is over neither is told as it is", () => {
  const broken = () => {
    throw new Error("everything is broken");
  };

  assert.throws(() => planAroundBugs(broken, inputOf(new Map(), NOTHING_KEPT, LOOK)), /everything is broken/);
});

const LOOK = { commit: "1".repeat(40), commits: new Map(), at: 0 };

const INPUT = inputOf(
  new Map([
    ["pipelines/fine.yaml", pipelineOfOne("fine", { say: { script: "true" } })],
    ["pipelines/odd.yaml", pipelineOfOne("odd", { say: { script: "true" } })],
    ["runs/a.yaml", runOf("a", { pipeline: "fine" })],
    ["runs/b.yaml", runOf("b", { pipeline: "odd" })],
  ]),
  NOTHING_KEPT,
  LOOK,
);

/** A planner that cannot bear the definition or request of one file. */
function failingOver(path: string): typeof makePlan {
  return (input: PlanInput) => {
    const { pipelines, requests } = input.definitions;
    if ([...pipelines.values(), ...requests].some((one) => one.path === path)) throw new Error(`a bug over ${path}`);
    return makePlan(input);
  };
}
