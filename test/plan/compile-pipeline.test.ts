import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { compilePipeline } from "../../src/plan/compile-pipeline.ts";
import type { ActionPlan, ExecutionPlan } from "../../src/plan/execution-plan.ts";
import { component, definitionsOf, pipeline, pipelineOf } from "./definitions-of.ts";

function compiled(...files: readonly { readonly [path: string]: string }[]): ExecutionPlan {
  const definitions = definitionsOf(Object.assign({}, ...files));
  return compilePipeline(pipelineOf(definitions), definitions);
}

/** The actions of a pipeline whose stages stand under `stages`, by name. */
function actionsOf(plan: ExecutionPlan): { readonly [name: string]: ActionPlan } {
  const actions = [...plan.stages.flatMap(({ actions }) => actions), ...plan.finally];
  return Object.fromEntries(actions.map((action) => [action.name, action]));
}

const needsOf = (plan: ExecutionPlan) =>
  Object.fromEntries(
    Object.entries(actionsOf(plan)).map(([name, { needs }]) => [
      name,
      needs.map(({ action, optional }) => (optional ? `${action}?` : action)),
    ]),
  );

const noop = "spec: { script: exit 0, outputs: { n: { type: integer } } }";

test("a small pipeline, with every default in its place", () => {
  const files = {
    ...component("hello", "script: echo hello"),
    ...pipeline(`
      stages:
        - { name: build, actions: [{ name: greet, component: hello }] }
    `),
  };
  const definitions = definitionsOf(files);
  const used = [pipelineOf(definitions), definitions.components.get("hello")!];

  assert.deepEqual(compilePipeline(pipelineOf(definitions), definitions), {
    definitions: used.map(({ kind, name, path, blob }) => ({ kind, name, path, blob })),
    inputs: {},
    stages: [
      {
        name: "build",
        failFast: true,
        actions: [
          {
            name: "greet",
            component: {
              name: "hello",
              script: "echo hello",
              inputs: {},
              outputs: {},
              env: {},
              graceMs: 60_000,
              stopGraceMs: 10_000,
              result: "optional",
              source: false,
            },
            waitsForEarlierStages: true,
            needs: [],
            with: {},
            env: {},
            attemptTimeoutMs: 3_600_000,
            retry: { limit: 2, backoffMs: 10_000, on: ["disrupted"] },
            continueOnFailure: false,
          },
        ],
      },
    ],
    finally: [],
    outputs: {},
    group: "p",
    groupLimit: 1,
  });
});

test("a pipeline that says everything", () => {
  const plan = compiled(
    component(
      "go-test",
      `
      image: golang:\${{ inputs.go }}
      command: [go, test, "\${{ inputs.go }}"]
      inputs:
        go: { type: string, description: The version., default: "1.26" }
        tag: { type: string, optional: true }
      outputs:
        passed: { type: integer, description: How many. }
        note: { type: string, optional: true }
      env: { A: "\${{ inputs.go }}", N: 5, B: true, TOKEN: { secret: { name: forge, key: token } } }
      workingDirectory: sub/
      timeout: 10m
      grace: 5s
      stopGrace: 0
      result: required
      source: true
      retry: { limit: 1, on: [failed] }
    `,
    ),
    pipeline(`
      inputs: { level: { type: string, default: full } }
      outputs: { passed: "\${{ actions.unit.outputs.passed }}", fixed: [1, "\${{ run.number }}"] }
      env: { LOG: info, WHO: pipeline }
      timeout: 2h
      concurrency: { group: all, limit: 3, policy: queue }
      stages:
        - name: verify
          failFast: false
          when: inputs.level == "full"
          timeout: 30m
          env: { WHO: stage, STAGE: "1" }
          actions:
            - name: unit
              component: go-test
              with: { go: "\${{ inputs.level }}" }
              when: run.number > 0
              env: { WHO: "\${{ run.branch }}" }
              timeout: 1h
              attemptTimeout: 90s
              retry: { backoff: 1m }
              continueOnFailure: true
    `),
  );

  assert.deepEqual(plan.inputs, { level: { schema: { type: "string" }, default: "full", optional: false } });
  assert.deepEqual(plan.outputs, {
    passed: { cel: "actions.unit.outputs.passed" },
    fixed: { items: [{ value: 1 }, { cel: "run.number" }] },
  });
  assert.deepEqual([plan.group, plan.groupLimit, plan.timeoutMs], ["all", 3, 7_200_000]);
  const [{ actions, ...stage }] = plan.stages as [(typeof plan.stages)[number]];
  assert.deepEqual(stage, { name: "verify", failFast: false, when: 'inputs.level == "full"', timeoutMs: 1_800_000 });
  assert.deepEqual(actions, [
    {
      name: "unit",
      component: {
        name: "go-test",
        image: { parts: ["golang:", { cel: "inputs.go" }] },
        command: [{ value: "go" }, { value: "test" }, { parts: [{ cel: "inputs.go" }] }],
        inputs: {
          go: { schema: { type: "string" }, default: "1.26", optional: false },
          tag: { schema: { type: "string" }, optional: true },
        },
        outputs: {
          passed: { schema: { type: "integer" }, optional: false },
          note: { schema: { type: "string" }, optional: true },
        },
        env: {
          A: { parts: [{ cel: "inputs.go" }] },
          N: { value: "5" },
          B: { value: "true" },
          TOKEN: { secret: { name: "forge", key: "token" } },
        },
        workingDirectory: { value: "sub/" },
        graceMs: 5_000,
        stopGraceMs: 0,
        result: "required",
        source: true,
      },
      waitsForEarlierStages: true,
      needs: [],
      when: "run.number > 0",
      with: { go: { cel: "inputs.level" } },
      env: { LOG: { value: "info" }, WHO: { parts: [{ cel: "run.branch" }] }, STAGE: { value: "1" } },
      timeoutMs: 3_600_000,
      attemptTimeoutMs: 90_000,
      retry: { limit: 1, backoffMs: 60_000, on: ["failed"] },
      continueOnFailure: true,
    },
  ]);
});

test("a timeout of 0 is none", () => {
  const plan = compiled(
    pipeline(`
      timeout: 0
      stages:
        - { name: s, timeout: 0, actions: [{ name: a, timeout: 0, spec: { script: exit 0, timeout: 0 } }] }
    `),
  );

  assert.ok(!("timeoutMs" in plan));
  assert.ok(plan.stages.every((stage) => !("timeoutMs" in stage)));
  assert.ok(Object.values(actionsOf(plan)).every((action) => !("timeoutMs" in action || "attemptTimeoutMs" in action)));
});

test("an attemptTimeout of 0 takes the component's timeout away", () => {
  const plan = compiled(
    pipeline(`
      stages:
        - { name: s, actions: [{ name: a, attemptTimeout: 0, spec: { script: exit 0, timeout: 5m } }] }
    `),
  );

  assert.ok(!("attemptTimeoutMs" in actionsOf(plan).a!));
});

test("a component written in place has no name and is in no list of definitions", () => {
  const plan = compiled(pipeline(`stages: [{ name: s, actions: [{ name: a, ${noop} }] }]`));

  assert.ok(!("name" in actionsOf(plan).a!.component));
  assert.deepEqual(
    plan.definitions.map(({ name }) => name),
    ["p"],
  );
});

describe("an action needs", () => {
  test("what is written, and then waits for no earlier stage", () => {
    const plan = compiled(
      pipeline(`
        stages:
          - { name: s, actions: [{ name: a, ${noop} }, { name: b, needs: [a], ${noop} }] }
          - name: t
            actions:
              - { name: c, needs: [{ action: a, optional: true }, b], ${noop} }
              - { name: d, needs: [], ${noop} }
              - { name: e, ${noop} }
      `),
    );

    assert.deepEqual(needsOf(plan), { a: [], b: ["a"], c: ["a?", "b"], d: [], e: [] });
    assert.deepEqual(
      Object.entries(actionsOf(plan)).map(([name, action]) => [name, action.waitsForEarlierStages]),
      [
        ["a", true],
        ["b", false],
        ["c", false],
        ["d", false],
        ["e", true],
      ],
    );
  });

  test("the one before it in a sequence, though only its end", () => {
    const plan = compiled(
      pipeline(
        `stages: [{ name: s, mode: sequence, actions: [{ name: a, ${noop} }, { name: b, ${noop} }, { name: c, needs: [b], ${noop} }] }]`,
      ),
    );

    assert.deepEqual(needsOf(plan), { a: [], b: ["a?"], c: ["b"] });
  });

  test("what it reads, anywhere, and still waits for earlier stages", () => {
    const read = "actions.a.outputs.n";
    const plan = compiled(
      pipeline(`
        stages:
          - { name: r, actions: [{ name: z, ${noop} }] }
          - name: s
            mode: sequence
            env: { Z: "\${{ actions.z.outputs.n }}" }
            actions:
              - { name: a, ${noop} }
              - { name: b, when: ${read} > 1, ${noop} }
              - { name: c, env: { N: "\${{ ${read} }}" }, ${noop} }
              - { name: d, with: { x: ["\${{ ${read} }}"] }, spec: { script: exit 0, inputs: { x: {} } } }
              - { name: e, needs: [{ action: a, optional: true }], when: "has(${read}) && ${read} > 1", ${noop} }
      `),
    );

    assert.deepEqual(needsOf(plan), {
      z: [],
      a: ["z"],
      b: ["a", "z"],
      c: ["b?", "a", "z"],
      d: ["c?", "a", "z"],
      e: ["d?", "a?", "z"],
    });
    assert.equal(actionsOf(plan).c?.waitsForEarlierStages, true);
  });

  test("nothing of the stages where it is in finally, which comes after them all", () => {
    const plan = compiled(
      pipeline(`
        stages: [{ name: s, actions: [{ name: a, ${noop} }] }]
        finally:
          - { name: tell, when: 'actions.a.phase == "failed"', ${noop} }
          - { name: after, when: 'actions.tell.phase == "succeeded"', ${noop} }
      `),
    );

    assert.deepEqual(needsOf(plan), { a: [], tell: [], after: ["tell"] });
  });
});
