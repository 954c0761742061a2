import assert from "node:assert/strict";
import { test } from "node:test";
import { type PlanReport, planLines } from "../../../src/cli/plan/plan-lines.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import type { ActionPlan, ExecutionPlan } from "../../../src/plan/execution-plan.ts";
import type { Plan, PlannedStart } from "../../../src/plan/plan.ts";

const emptyPlan: Plan = {
  commit: "5b1c2d3e4f",
  at: 0,
  starts: [],
  cancels: [],
  stays: [],
  refused: [],
  cursors: [],
  fates: [],
  diagnostics: [],
  pipelines: [],
};

const text = { type: "string" } as const;

function anAction(action: Partial<ActionPlan> & Pick<ActionPlan, "name">): ActionPlan {
  return {
    component: {
      script: "true",
      inputs: {},
      outputs: {},
      env: {},
      graceMs: 0,
      stopGraceMs: 0,
      result: "optional",
      source: false,
    },
    waitsForEarlierStages: true,
    needs: [],
    with: {},
    env: {},
    retry: { limit: 2, backoffMs: 10_000, on: ["disrupted"] },
    continueOnFailure: false,
    ...action,
  };
}

function aStart(execution: Partial<ExecutionPlan>, start: Partial<PlannedStart> = {}): PlannedStart {
  return {
    pipeline: "release",
    number: 43,
    commit: "5b1c2d3e4f",
    trigger: { type: "change" },
    with: {},
    execution: {
      definitions: [],
      inputs: {},
      stages: [],
      finally: [],
      outputs: {},
      group: "release",
      groupLimit: 1,
      ...execution,
    },
    ...start,
  };
}

function shown(plan: Partial<Plan>, report: Partial<PlanReport> = {}): readonly string[] {
  const against = { type: "status", branch: "origin/pilotage-status", tip: "88ab12cdef" } as const;
  const whole = { plan: { ...emptyPlan, ...plan }, directory: "shop", against, givenTo: () => ({}), ...report };
  return planLines(whole, plain);
}

test("an action that is nothing but an image is said to fail", () => {
  const { script: _, ...component } = anAction({ name: "build" }).component;
  const onlyImage = anAction({ name: "build", component: { ...component, image: { value: "golang:1.26" } } });

  const lines = shown({ starts: [aStart({ finally: [onlyImage] })] });

  assert.deepEqual(
    lines.filter((line) => line.includes("build")),
    ["        build  in place  golang:1.26  fails as a process: neither command nor script"],
  );
});

test("a start says why, what it is given, and what each of its actions would get", () => {
  const component = anAction({ name: "x" }).component;
  const start = aStart(
    {
      inputs: {
        level: { schema: text, default: "quick", optional: false },
        tag: { schema: text, optional: true },
      },
      stages: [
        {
          name: "verify",
          failFast: true,
          actions: [
            anAction({
              name: "unit",
              component: {
                ...component,
                name: "go-test",
                image: { parts: ["golang:", { cel: "inputs.go" }] },
                inputs: {
                  go: { schema: text, default: "1.26", optional: false },
                  level: { schema: text, optional: false },
                },
                env: { TOKEN: { secret: { name: "forge", key: "token" } } },
              },
              with: { level: { cel: "inputs.level" } },
            }),
            anAction({ name: "lint", continueOnFailure: true, needs: [{ action: "unit", optional: true }] }),
          ],
        },
        {
          name: "publish",
          failFast: true,
          when: 'inputs.level == "full"',
          actions: [
            anAction({
              name: "push",
              component: { ...component, name: "image-push", inputs: { passed: { schema: {}, optional: false } } },
              needs: [{ action: "unit", optional: false }],
              with: { passed: { cel: "actions.unit.outputs.passed" } },
            }),
          ],
        },
      ],
      finally: [anAction({ name: "tell" })],
    },
    { trigger: { type: "request", request: "nightly" }, with: { level: "full" } },
  );

  assert.deepEqual(shown({ starts: [start] }, { givenTo: () => ({ level: "full" }) }), [
    "A commit of shop, compared with origin/pilotage-status at 88ab12c, would:",
    "",
    "  + start release-43: Run nightly asks for it",
    '      level = "full"  given',
    "      tag             not given",
    "",
    "      verify",
    "        unit  go-test     golang:1.26",
    '          go = "1.26"                                  default',
    '          level = "full"                               from inputs.level',
    "        lint  in place                 after unit, however it ends; may fail",
    '      publish  when inputs.level == "full" → true',
    "        push  image-push               after unit",
    "          passed = ${{ actions.unit.outputs.passed }}  from unit",
    "      finally  whatever comes of it",
    "        tell  in place",
    "",
    "      images   golang:1.26",
    "      secrets  forge/token",
    "",
    "  Images are recorded and not used: runtime: process runs programs on the daemon's own machine.",
    "  Runs that a daemon has accepted and not yet recorded are not known here.",
    "",
    "Plan: 1 to start, 0 to cancel, 0 refused, 0 left alone.",
  ]);
});

test("a plan that does nothing says why it leaves everything alone", () => {
  const stays = [
    { what: "Pipeline build", because: "nothing changed" },
    { what: "Pipeline release", because: "it is suspended" },
  ];

  assert.deepEqual(shown({ stays }), [
    "A commit of shop, compared with origin/pilotage-status at 88ab12c, would start nothing and cancel nothing:",
    "",
    "  = leave Pipeline build    nothing changed",
    "  = leave Pipeline release  it is suspended",
    "",
    "  Runs that a daemon has accepted and not yet recorded are not known here.",
    "",
    "Plan: 0 to start, 0 to cancel, 0 refused, 2 left alone.",
  ]);
});

test("cancels and refusals stand there with their reasons", () => {
  const lines = shown({
    cancels: [{ run: "release-41", by: "Cancel/stop/3f", reason: "wrong tag" }],
    refused: [{ what: "Run nightly", because: "there is no pipeline `relase`" }],
  });

  assert.deepEqual(lines.slice(2, 5), [
    "  - cancel release-41: wrong tag",
    "",
    "  ! refuse Run nightly  there is no pipeline `relase`",
  ]);
});

test("a pipeline whose stage is known to be skipped says so before anything runs", () => {
  const stage = { name: "publish", failFast: true, when: "inputs.n > 3", actions: [anAction({ name: "push" })] };
  const inputs = { n: { schema: { type: "integer" }, optional: false } } as const;

  const lines = shown({ starts: [aStart({ inputs, stages: [stage] }, { with: { n: 3 } })] });

  assert.ok(lines.includes("      publish  when inputs.n > 3 → false: skipped"));
});

test("a comparison with a commit says that it is hypothetical, and numbers no run", () => {
  const against = { type: "commit", ref: "HEAD~1", commit: "0a1b2c3d4e" } as const;

  const lines = shown({ starts: [aStart({})] }, { against });

  assert.equal(lines[0], "A commit of shop, if HEAD~1 (0a1b2c3) were what was acted on last, would:");
  assert.equal(lines[2], "  + start release: it is new");
  assert.ok(lines.some((line) => line.startsWith("  This is hypothetical")));
});
