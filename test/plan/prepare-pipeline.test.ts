import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Definitions, PlacedProblem } from "../../src/definitions/definition.ts";
import { preparePipeline } from "../../src/plan/prepare-pipeline.ts";
import { component, definitionsOf, pipeline, pipelineOf } from "./definitions-of.ts";

const goTest = component(
  "go-test",
  `
  script: go test
  inputs:
    go: { type: string }
    level: { type: string, enum: [quick, full], default: quick }
    tag: { type: string, optional: true }
    config: { type: object, properties: { port: { type: integer } }, optional: true }
  outputs:
    passed: { type: integer }
    note: { type: string, optional: true }
  `,
);

function problemsOf(...files: readonly { readonly [path: string]: string }[]): readonly PlacedProblem[] {
  return problemsIn(definitionsOf(Object.assign({}, goTest, ...files)));
}

function problemsIn(definitions: Definitions): readonly PlacedProblem[] {
  return preparePipeline(pipelineOf(definitions), definitions).problems;
}

const said = ({ place, code, message, hint }: PlacedProblem) =>
  `${place.pointer.slice(1).join("/")}${place.key ? " (key)" : ""}: ${code}: ${message}${hint === undefined ? "" : ` | ${hint}`}`;

const noop = "spec: { script: exit 0, outputs: { n: { type: integer }, may: { type: string, optional: true } } }";
const oneStage = (...actions: readonly string[]) => `stages: [{ name: s, actions: [${actions.join(", ")}] }]`;
const twoStages = (first: string, second: string, more = "") =>
  `stages: [{ name: s, actions: [${first}] }, { name: t, ${more} actions: [${second}] }]`;

test("nothing is wrong with a pipeline whose parts fit", () => {
  const problems = problemsOf(
    pipeline(`
      on: { push: { paths: ["src/**", "!**/*.md", "*"] } }
      inputs:
        level: { type: string, enum: [quick, full], default: full }
        tag: { type: string, optional: true }
      env: { LEVEL: "\${{ inputs.level }}", RUN: "\${{ run.id }}" }
      stages:
        - name: verify
          actions:
            - name: unit-test
              component: go-test
              with:
                go: "1.26"
                level: "\${{ inputs.level }}"
                tag: "\${{ has(inputs.tag) ? inputs.tag : null }}"
                config: { port: "\${{ run.number }}" }
            - { name: lint, component: go-test, with: { go: "v\${{ run.number }}", tag: null }, continueOnFailure: true }
        - name: publish
          when: inputs.level == "full" && actions["unit-test"].outputs.passed > 0
          env: { PASSED: "\${{ actions['unit-test'].outputs.passed }}" }
          actions:
            - name: push
              needs: [unit-test, { action: lint, optional: true }]
              when: has(actions.lint.outputs.passed) && actions.lint.outputs.passed > 3
              ${noop}
      finally:
        - name: tell
          when: run.outcome == "failed"
          env: { PASSED: "\${{ has(actions['unit-test'].outputs.passed) ? actions['unit-test'].outputs.passed : 0 }}" }
          ${noop}
      outputs: { passed: "\${{ actions['unit-test'].outputs.passed }}", n: "\${{ actions.push.outputs.n }}" }
    `),
  );

  assert.deepEqual(problems.map(said), []);
});

describe("a mistake is named with its place:", () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "an unknown component",
      oneStage("{ name: a, component: go-tset }"),
      ["stages/0/actions/0/component: unknown-component: there is no component `go-tset` | Did you mean go-test?"],
    ],
    [
      "an unknown component, with nothing like it",
      oneStage("{ name: a, component: deploy-everything }"),
      [
        "stages/0/actions/0/component: unknown-component: there is no component `deploy-everything` | Write one, with `kind: Component` and this name.",
      ],
    ],
    [
      "an unknown input, and a missing one",
      oneStage("{ name: a, component: go-test, with: { og: '1.26', levl: full } }"),
      [
        "stages/0/actions/0/with/og (key): unknown-input: input `og` (components/go-test.yaml): there is no such input | Did you mean go?",
        "stages/0/actions/0/with/levl (key): unknown-input: input `levl` (components/go-test.yaml): there is no such input | Did you mean level?",
        "stages/0/actions/0/with: missing-input: input `go` (components/go-test.yaml): a value is missing",
      ],
    ],
    [
      "a missing input where nothing is given",
      oneStage("{ name: a, component: go-test }"),
      ["stages/0/actions/0/name: missing-input: input `go` (components/go-test.yaml): a value is missing"],
    ],
    [
      "an empty value for a required input",
      oneStage("{ name: a, component: go-test, with: { go: null } }"),
      ["stages/0/actions/0/with: missing-input: input `go` (components/go-test.yaml): a value is missing"],
    ],
    [
      "a value of the wrong type",
      oneStage("{ name: a, component: go-test, with: { go: 1.26, level: ful } }"),
      [
        "stages/0/actions/0/with/go: type-mismatch: input `go` (components/go-test.yaml): must be text, not a number",
        'stages/0/actions/0/with/level: type-mismatch: input `level` (components/go-test.yaml): must be "quick" or "full", not "ful"',
      ],
    ],
    [
      "an expression of the wrong type, across a reference",
      oneStage("{ name: a, component: go-test, with: { go: '${{ run.number }}', config: { port: '${{ run.id }}' } } }"),
      [
        "stages/0/actions/0/with/go: type-mismatch: input `go` (components/go-test.yaml): `run.number` is a whole number, where text is expected | string(run.number) turns it into text.",
        "stages/0/actions/0/with/config/port: type-mismatch: input `config` (components/go-test.yaml): `run.id` is text, where a whole number is expected | int(run.id) turns it into an integer.",
      ],
    ],
    [
      "an output given to an input of another type",
      twoStages(
        "{ name: a, component: go-test, with: { go: x } }",
        "{ name: b, component: go-test, with: { go: '${{ actions.a.outputs.passed }}' } }",
      ),
      [
        "stages/1/actions/0/with/go: type-mismatch: input `go` (components/go-test.yaml): `actions.a.outputs.passed` is a whole number, where text is expected | string(actions.a.outputs.passed) turns it into text.",
      ],
    ],
    [
      "inputs of a component in place",
      oneStage("{ name: a, with: { x: '1', y: 2 }, spec: { script: exit 0, inputs: { x: { type: integer } } } }"),
      [
        "stages/0/actions/0/with/y (key): unknown-input: input `y`: there is no such input | Did you mean x?",
        "stages/0/actions/0/with/x: type-mismatch: input `x`: must be a whole number, not text",
      ],
    ],
    [
      "expressions in a component in place",
      oneStage(
        "{ name: a, spec: { image: '${{ inputs.x }}', command: ['${{ run.id }}'], env: { A: '${{ inputs.y }}' } } }",
      ),
      [
        "stages/0/actions/0/spec/image: unknown-name: `inputs` has no `x` | It has none.",
        "stages/0/actions/0/spec/command/0: unknown-name: `run` cannot be read here | Known here: inputs.",
        "stages/0/actions/0/spec/env/A: unknown-name: `inputs` has no `y` | It has none.",
      ],
    ],
    [
      "an unknown need",
      oneStage(`{ name: unit, ${noop} }`, `{ name: b, needs: [unti, { action: zzz, optional: true }], ${noop} }`),
      [
        "stages/0/actions/1/needs/0: unknown-name: there is no action `unti` | Did you mean unit?",
        "stages/0/actions/1/needs/1: unknown-name: there is no action `zzz` | There are unit, b.",
      ],
    ],
    [
      "a need of itself",
      oneStage(`{ name: a, needs: [a], ${noop} }`),
      ["stages/0/actions/0/needs/0: invalid-need: `a` needs itself"],
    ],
    [
      "reading itself",
      oneStage(`{ name: a, when: actions.a.outputs.n > 1, ${noop} }`),
      ["stages/0/actions/0: invalid-need: `a` reads itself"],
    ],
    [
      "a need of a later stage",
      twoStages(`{ name: a, needs: [b], ${noop} }`, `{ name: b, ${noop} }`),
      [
        "stages/0/actions/0/needs/0: invalid-need: `a` needs `b`, which runs in the later stage `t` | An action waits for actions of its own stage or an earlier one.",
      ],
    ],
    [
      "reading a later stage, and finally",
      `${twoStages(`{ name: a, env: { B: '\${{ actions.b.outputs.n }}' }, needs: [f], ${noop} }`, `{ name: b, ${noop} }`)}\nfinally: [{ name: f, ${noop} }]`,
      [
        "stages/0/actions/0/needs/0: invalid-need: `a` needs `f`, which runs in `finally`, after everything else | An action waits for actions of its own stage or an earlier one.",
        "stages/0/actions/0: invalid-need: `a` reads `b`, which runs in the later stage `t` | An action waits for actions of its own stage or an earlier one.",
      ],
    ],
    [
      "a cycle",
      oneStage(
        `{ name: a, needs: [b], ${noop} }`,
        `{ name: b, needs: [c], ${noop} }`,
        `{ name: c, needs: [a], ${noop} }`,
      ),
      [
        "stages/0/actions/0/needs: cycle: actions wait for each other: a → b → c → a | Remove one of these needs; reading `actions.x` is a need too.",
      ],
    ],
    [
      "a cycle by reading",
      oneStage(`{ name: a, needs: [b], ${noop} }`, `{ name: b, when: actions.a.outputs.n > 1, ${noop} }`),
      [
        "stages/0/actions/0/needs: cycle: actions wait for each other: a → b → a | Remove one of these needs; reading `actions.x` is a need too.",
      ],
    ],
    [
      "a cycle by the order of a sequence",
      `stages: [{ name: s, mode: sequence, actions: [{ name: a, needs: [b], ${noop} }, { name: b, ${noop} }] }]`,
      [
        "stages/0/actions/0/needs: cycle: actions wait for each other: a → b → a | In a stage of `mode: sequence` an action also waits for the one before it.",
      ],
    ],
    [
      "conditions",
      twoStages(
        `{ name: a, when: run.number, ${noop} }`,
        `{ name: b, when: 'actions.a.outputs.n >', ${noop} }`,
        "when: '${{ true }}',",
      ),
      [
        "stages/1/when: invalid-expression: `${{ true }}` is not an expression | A condition is an expression as it is: leave the braces away.",
        "stages/0/actions/0/when: type-mismatch: `run.number` is a whole number, where a condition is expected",
        "stages/1/actions/0/when: invalid-expression: `actions.a.outputs.n >` cannot be read: Unexpected token: the end, at character 22",
      ],
    ],
    [
      "environments",
      `env: { A: '\${{ actions.a.outputs.n }}', B: '\${{ inputs.x }}' }\n${oneStage(`{ name: a, env: { C: '\${{ inputs }}', D: '\${{ }}' }, ${noop} }`)}`,
      [
        "env/A: unknown-name: `actions` cannot be read here | Known here: inputs, run.",
        "env/B: unknown-name: `inputs` has no `x` | It has none.",
        "stages/0/actions/0/env/C: type-mismatch: `inputs` is a mapping, which cannot stand in a text",
        "stages/0/actions/0/env/D: invalid-expression: `${{ }}` is empty",
      ],
    ],
    [
      "outputs",
      `${oneStage(`{ name: a, ${noop} }`)}\noutputs: { x: '\${{ actions.a.outputs.m }}', y: '\${{ actions.b.phase }}' }`,
      [
        "outputs/x: unknown-name: `actions.a.outputs` has no `m` | Did you mean n?",
        "outputs/y: unknown-name: `actions` has no `b` | Did you mean a?",
      ],
    ],
    [
      "paths that fit nothing",
      `on: { push: { paths: ["/src/**", "!./a", "b/**"] } }\n${oneStage(`{ name: a, ${noop} }`)}`,
      [
        "on/push/paths/0: wrong-value: `/src/**` fits no path, because none begins with `/` | Paths begin at the root of the repository, with a name: src/**.",
        "on/push/paths/1: wrong-value: `!./a` fits no path, because none begins with `./` | Paths begin at the root of the repository, with a name: src/**.",
      ],
    ],
    [
      "several at once, wherever they stand",
      `env: { A: '\${{ inputs.x }}' }\n${twoStages("{ name: a, component: nothing-like-it }", "{ name: b, needs: [c], component: go-test }")}`,
      [
        "env/A: unknown-name: `inputs` has no `x` | It has none.",
        "stages/0/actions/0/component: unknown-component: there is no component `nothing-like-it` | Write one, with `kind: Component` and this name.",
        "stages/1/actions/0/name: missing-input: input `go` (components/go-test.yaml): a value is missing",
        "stages/1/actions/0/needs/0: unknown-name: there is no action `c` | Did you mean a?",
      ],
    ],
  ];

  for (const [what, spec, problems] of table) {
    test(what, () => assert.deepEqual(problemsOf(pipeline(spec)).map(said), problems));
  }
});

describe("has() is demanded", () => {
  const lacks = (spec: string) => problemsOf(pipeline(spec)).filter(({ code }) => code === "may-lack").length;
  const reads = "env: { N: '${{ actions.a.outputs.n }}' }";

  const yes: readonly (readonly [string, string])[] = [
    [
      "of an optional input",
      `inputs: { tag: { type: string, optional: true } }\n${oneStage(`{ name: a, env: { T: '\${{ inputs.tag }}' }, ${noop} }`)}`,
    ],
    [
      "of an optional output",
      twoStages(`{ name: a, ${noop} }`, `{ name: b, when: 'actions.a.outputs.may == "x"', ${noop} }`),
    ],
    [
      "of an optional need",
      twoStages(`{ name: a, ${noop} }`, `{ name: b, needs: [{ action: a, optional: true }], ${reads}, ${noop} }`),
    ],
    [
      "of an action that may fail",
      twoStages(`{ name: a, continueOnFailure: true, ${noop} }`, `{ name: b, ${reads}, ${noop} }`),
    ],
    ["in finally", `${oneStage(`{ name: a, ${noop} }`)}\nfinally: [{ name: f, ${reads}, ${noop} }]`],
    [
      "in the condition of a stage, of an action with a condition",
      twoStages(`{ name: a, when: run.number > 1, ${noop} }`, `{ name: b, ${noop} }`, "when: actions.a.outputs.n > 1,"),
    ],
    [
      "in the condition of a stage, of an action whose need has a condition",
      twoStages(
        `{ name: z, when: run.number > 1, ${noop} }, { name: a, needs: [z], ${noop} }`,
        `{ name: b, ${noop} }`,
        "when: actions.a.outputs.n > 1,",
      ),
    ],
    [
      "in the environment of a stage whose action needs it optionally",
      twoStages(`{ name: a, ${noop} }`, `{ name: b, needs: [{ action: a, optional: true }], ${noop} }`, `${reads},`),
    ],
  ];
  for (const [what, spec] of yes) test(what, () => assert.equal(lacks(spec), 1));

  const no: readonly (readonly [string, string])[] = [
    [
      "of an optional input with a default",
      `inputs: { tag: { type: string, optional: true, default: x } }\n${oneStage(`{ name: a, env: { T: '\${{ inputs.tag }}' }, ${noop} }`)}`,
    ],
    ["of a need", twoStages(`{ name: a, ${noop} }`, `{ name: b, needs: [a], ${reads}, ${noop} }`)],
    ["of what is only read", twoStages(`{ name: a, ${noop} }`, `{ name: b, ${reads}, ${noop} }`)],
    [
      "of an action with a condition, whose skip skips the reader",
      twoStages(`{ name: a, when: run.number > 1, ${noop} }`, `{ name: b, ${reads}, ${noop} }`),
    ],
    [
      "in the condition of a stage, of what certainly ran",
      twoStages(`{ name: a, ${noop} }`, `{ name: b, ${noop} }`, "when: actions.a.outputs.n > 1,"),
    ],
    [
      "in finally, of what it needs",
      `${oneStage(`{ name: a, ${noop} }`)}\nfinally: [{ name: f, needs: [a], ${reads}, ${noop} }]`,
    ],
    [
      "in the pipeline's outputs, which may be left out",
      `${oneStage(`{ name: a, when: run.number > 1, ${noop} }`)}\noutputs: { n: '\${{ actions.a.outputs.n }}' }`,
    ],
  ];
  for (const [what, spec] of no) test(`not ${what}`, () => assert.equal(lacks(spec), 0));
});

describe("a pipeline cannot use", () => {
  const user = pipeline(oneStage("{ name: a, component: broken }"));
  const faults = [
    "stages/0/actions/0/component: invalid-component: component `broken` is invalid | See components/broken.yaml.",
  ];

  test("a component that is invalid by itself", () => {
    const all = definitionsOf({ ...user, ...component("broken", "scrpt: exit 0") });

    const prepared = preparePipeline(all.pipelines.get("p")!, all);

    assert.deepEqual(prepared.problems.map(said), faults);
  });

  test("a component whose expressions are wrong", () => {
    assert.deepEqual(problemsOf(user, component("broken", "image: '${{ inputs.x }}'")).map(said), faults);
  });
});

describe("what was found is remembered as long as the components are the same:", () => {
  const user = pipeline(oneStage("{ name: a, component: go-test, with: { go: x } }"));
  const here = definitionsOf({ ...goTest, ...user });
  const problemsWith = (components: Definitions) =>
    preparePipeline(pipelineOf(here), components).problems.map(({ message }) => message);

  test("asked again, it is the same answer", () => {
    const again = { ...here, components: new Map(here.components) };

    assert.equal(preparePipeline(pipelineOf(here), again), preparePipeline(pipelineOf(here), here));
  });

  test("a component that changes breaks and mends the pipelines that use it", () => {
    const renamed = component("go-test", "script: go test\ninputs: { version: { type: string } }");

    assert.deepEqual(problemsWith(here), []);
    assert.deepEqual(problemsWith(definitionsOf({ ...user, ...renamed })), [
      "input `go` (components/go-test.yaml): there is no such input",
      "input `version` (components/go-test.yaml): a value is missing",
    ]);
    assert.deepEqual(problemsWith(here), []);
  });

  test("a component that comes, with a name that is near, is suggested", () => {
    const alone = definitionsOf(pipeline(oneStage("{ name: a, component: go-lint }")));
    const hintsWith = (components: Definitions) =>
      preparePipeline(pipelineOf(alone), components).problems.map(({ hint }) => hint);

    assert.deepEqual(hintsWith(alone), ["Write one, with `kind: Component` and this name."]);
    assert.deepEqual(hintsWith(definitionsOf(component("go-lin", "script: x"))), ["Did you mean go-lin?"]);
  });
});

test("a chain of a thousand actions is prepared without trouble", () => {
  const actions = Array.from(
    { length: 1_000 },
    (_, i) => `  - { name: a${i}, needs: [${i ? `a${i - 1}` : ""}], spec: { script: x } }`,
  );
  const chain = pipeline(`stages:\n- name: s\n  actions:\n  ${actions.reverse().join("\n  ")}`);

  assert.deepEqual(problemsOf(chain), []);
});
