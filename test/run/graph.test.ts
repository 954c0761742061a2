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
  phasesOf,
  play,
  ran,
  running,
  stateOf,
  wants,
} from "./a-run.ts";

const need = (action: string, optional = false) => ({ action, optional });

/** Only the actions named, in their order. */
function of(state: Parameters<typeof phasesOf>[0], ...names: readonly string[]): readonly (string | undefined)[] {
  return names.map((name) => phasesOf(state)[name]);
}

describe("stages", () => {
  const run = aRun(aStage("verify", [anAction("unit"), anAction("lint")]), aStage("publish", [anAction("push")]));

  test("run one after the other, the actions of one side by side", () => {
    assert.deepEqual(of(run, "unit", "lint", "push"), ["waiting limit", "waiting limit", "pending"]);

    const half = play(run, ...ran("unit", 0, 10));
    assert.equal(phasesOf(half).push, "pending");

    const verified = play(half, ...ran("lint", 0, 20));
    assert.deepEqual(of(verified, "stage verify", "stage publish", "push"), ["succeeded", "waiting", "waiting limit"]);

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
    assert.deepEqual(of(failed, "lint", "told"), ["cancelled fail-fast", "running"]);
    assert.deepEqual(wants(failed), ["unit/0/1/release", "lint/0/1/stop"]);
  });

  test("skips everything that has not begun", () => {
    assert.deepEqual(of(failed, "after", "idle", "push"), [
      "skipped dependency-failed",
      "skipped dependency-failed",
      "skipped dependency-failed",
    ]);
  });

  test("lets the run end as failed once the last sibling has ended", () => {
    const state = play(failed, called("told", "COMPONENT_STOP", 20));

    assert.deepEqual(of(state, "run", "stage verify", "stage publish", "told"), [
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

    assert.deepEqual(of(state, "lint", "after", "push"), [
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

    assert.deepEqual(of(state, "run", "stage verify", "unit"), ["succeeded", "succeeded", "failed exit-code"]);
  });

  test("does not reach back: an earlier stage goes on", () => {
    const early = aRun(
      aStage("verify", [anAction("unit"), anAction("lint")]),
      aStage("publish", [anAction("push", { waitsForEarlierStages: false, needs: [need("unit")] })]),
    );
    const state = play(early, ...ran("unit", 0, 10), admitted("push", 20), ...ran("push", 1, 30));

    assert.deepEqual(of(state, "stage publish", "stage verify", "lint"), [
      "failed exit-code",
      "running",
      "waiting limit",
    ]);
    assert.equal(phasesOf(play(state, ...ran("lint", 0, 40))).run, "failed exit-code");
  });
});

describe("needs", () => {
  test("replace the wait for earlier stages", () => {
    const run = aRun(
      aStage("verify", [anAction("unit"), anAction("lint")]),
      aStage("publish", [anAction("push", { waitsForEarlierStages: false, needs: [need("unit")] })]),
    );
    const state = play(run, ...ran("unit", 0, 10));

    assert.deepEqual(of(state, "lint", "push", "stage publish"), ["waiting limit", "waiting limit", "waiting"]);
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

    assert.deepEqual(of(run, "unit", "after", "last", "lint"), [
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

    assert.deepEqual(of(state, "a", "b"), ["skipped dependency-failed", "skipped dependency-failed"]);
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

    assert.deepEqual(of(run, "build", "push", "deploy"), ["waiting limit", "pending", "pending"]);
    assert.deepEqual(of(built, "push", "deploy"), ["waiting limit", "pending"]);
    assert.equal(phasesOf(play(built, ...ran("push", 1, 20))).deploy, "skipped dependency-failed");
  });
});

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

    assert.deepEqual(of(run, "stage verify", "unit", "lint", "push"), [
      "skipped condition-false",
      "skipped condition-false",
      "skipped condition-false",
      "waiting limit",
    ]);
    assert.equal(play(run, ...ran("push", 0, 10)).phase, "succeeded");
  });

  test("of all actions of a stage make it skipped, which counts as passed", () => {
    const run = aRun(aStage("verify", [anAction("unit", { when: "1 > 2" })]), aStage("publish", [anAction("push")]));

    assert.deepEqual(of(run, "stage verify", "push"), ["skipped condition-false", "waiting limit"]);
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

    assert.deepEqual(of(state, "run", "stage verify", "unit", "push"), [
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
