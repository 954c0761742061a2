import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { preparePipeline } from "../../src/plan/prepare-pipeline.ts";
import { definitionsOf, pipelineOf } from "./definitions-of.ts";

const componentText = `
apiVersion: pilotage/v1
kind: Component
metadata: { name: go-test, description: Runs tests., labels: { team: a } }
spec:
  script: go test ./...
  inputs:
    go: { type: string, default: "1.26", description: The version. }
    config:
      type: object
      description: All else.
      optional: true
      properties:
        description: { type: string, description: A property of this name. }
        list: { type: array, items: { type: string, description: An item. } }
      additionalProperties: { type: string, description: Any other. }
  outputs: { passed: { type: integer, description: How many. } }
`;

const pipelineText = `
apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: p, description: Tests it., labels: { team: a } }
spec:
  suspend: false
  on: { change: true }
  inputs: { level: { type: string, default: full, description: How much. } }
  concurrency: { group: g, limit: 1 }
  timeout: 1h
  env: { A: "1" }
  stages:
    - name: s
      actions:
        - { name: unit, component: go-test, with: { go: "1.26", config: { description: mine } } }
        - { name: own, spec: { script: exit 0, inputs: { x: { default: 1, description: An input. } } } }
  finally:
    - { name: tell, spec: { script: exit 0, outputs: { y: { description: An output. } } } }
  outputs: { description: "\${{ actions.unit.outputs.passed }}" }
`;

function digestOf(
  texts: { component?: string; pipeline?: string; pipelinePath?: string; componentPath?: string } = {},
) {
  const { component = componentText, pipeline = pipelineText } = texts;
  const { pipelinePath = "pipelines/p.yaml", componentPath = "components/go-test.yaml" } = texts;
  const definitions = definitionsOf({ [componentPath]: component, [pipelinePath]: pipeline });
  const prepared = preparePipeline(pipelineOf(definitions), definitions);
  assert.deepEqual(prepared.problems, []);
  return prepared.definitionDigest;
}

const unchanged = digestOf();

function replaced(text: string, from: string, to: string): string {
  assert.ok(text.includes(from), from);
  return text.replace(from, to);
}

describe("it stays the same after a change of", () => {
  const table: readonly (readonly [string, () => string])[] = [
    [
      "the name of a file",
      () => digestOf({ pipelinePath: "pipelines/q.yaml", componentPath: "components/sub/c.yaml" }),
    ],
    [
      "comments",
      () =>
        digestOf({
          pipeline: `# a\n${replaced(pipelineText, "timeout: 1h", "timeout: 1h # b")}`,
          component: `# c\n${componentText}`,
        }),
    ],
    [
      "the order of keys",
      () =>
        digestOf({
          pipeline: replaced(
            replaced(pipelineText, '  env: { A: "1" }\n', ""),
            "  stages:",
            '  env: { A: "1" }\n  stages:',
          ),
        }),
    ],
    [
      "the order of keys of an action",
      () =>
        digestOf({
          pipeline: replaced(pipelineText, "name: unit, component: go-test", "component: go-test, name: unit"),
        }),
    ],
    [
      "descriptions of documents",
      () =>
        digestOf({
          pipeline: replaced(pipelineText, "Tests it.", "Other."),
          component: replaced(componentText, "Runs tests.", "Other."),
        }),
    ],
    [
      "labels",
      () =>
        digestOf({
          pipeline: replaced(pipelineText, "team: a", "team: b"),
          component: replaced(componentText, "team: a", "team: b"),
        }),
    ],
    [
      "the description of an input",
      () => digestOf({ pipeline: replaced(pipelineText, ", description: How much.", "") }),
    ],
    [
      "the description of a component's input",
      () => digestOf({ component: replaced(componentText, "The version.", "Of Go.") }),
    ],
    [
      "the description of an output",
      () => digestOf({ component: replaced(componentText, ", description: How many.", "") }),
    ],
    [
      "descriptions deep in a schema",
      () =>
        digestOf({
          component: replaced(
            replaced(replaced(componentText, "An item.", "x"), "A property of this name.", "x"),
            "Any other.",
            "x",
          ),
        }),
    ],
    [
      "descriptions in a component in place",
      () => digestOf({ pipeline: replaced(replaced(pipelineText, "An input.", "x"), "An output.", "x") }),
    ],
    ["suspend", () => digestOf({ pipeline: replaced(pipelineText, "suspend: false", "suspend: true") })],
    ["on", () => digestOf({ pipeline: replaced(pipelineText, "change: true", "push: { paths: [src/**] }") })],
    ["concurrency", () => digestOf({ pipeline: replaced(pipelineText, "limit: 1", "limit: 4") })],
    [
      "a key that is free for anyone",
      () => digestOf({ pipeline: replaced(pipelineText, "  timeout: 1h", "  timeout: 1h\n  x-mine: 1") }),
    ],
    [
      "where a component stands that nobody uses",
      () => {
        const definitions = definitionsOf({
          "components/go-test.yaml": componentText,
          "components/other.yaml": replaced(componentText, "name: go-test", "name: other"),
          "pipelines/p.yaml": pipelineText,
        });
        return preparePipeline(pipelineOf(definitions), definitions).definitionDigest;
      },
    ],
  ];

  for (const [what, digest] of table) test(what, () => assert.equal(digest(), unchanged));
});

describe("it is another after a change of", () => {
  const table: readonly (readonly [string, () => string])[] = [
    ["a script", () => digestOf({ component: replaced(componentText, "go test ./...", "go test -v ./...") })],
    [
      "a script in place",
      () => digestOf({ pipeline: replaced(pipelineText, "script: exit 0, inputs", "script: exit 1, inputs") }),
    ],
    [
      "a script in finally",
      () => digestOf({ pipeline: replaced(pipelineText, "script: exit 0, outputs", "script: exit 1, outputs") }),
    ],
    ["a default", () => digestOf({ component: replaced(componentText, 'default: "1.26"', 'default: "1.27"') })],
    [
      "a property called description",
      () =>
        digestOf({
          component: replaced(
            componentText,
            "description: { type: string,",
            "description: { type: string, minLength: 1,",
          ),
        }),
    ],
    [
      "a value called description",
      () => digestOf({ pipeline: replaced(pipelineText, "description: mine", "description: yours") }),
    ],
    [
      "an output called description",
      () => digestOf({ pipeline: replaced(pipelineText, "outputs.passed }}", "outputs.passed + 1 }}") }),
    ],
    ["the pipeline's inputs", () => digestOf({ pipeline: replaced(pipelineText, "default: full", "default: quick") })],
    ["the environment", () => digestOf({ pipeline: replaced(pipelineText, 'A: "1"', 'A: "2"') })],
    ["a timeout", () => digestOf({ pipeline: replaced(pipelineText, "timeout: 1h", "timeout: 2h") })],
    ["the name of a stage", () => digestOf({ pipeline: replaced(pipelineText, "name: s\n", "name: t\n") })],
    [
      "the order of actions",
      () =>
        digestOf({
          pipeline: replaced(
            replaced(pipelineText, "name: unit,", "name: second,").replaceAll("actions.unit", "actions.second"),
            "name: own,",
            "name: unit,",
          ),
        }),
    ],
  ];

  for (const [what, digest] of table) test(what, () => assert.notEqual(digest(), unchanged));
});

test("no order of the keys of a pipeline or component changes it", () => {
  const shuffledLines = (text: string) => {
    const [head = "", spec = ""] = text.split("spec:\n");
    const blocks = spec.split(/\n(?= {2}\w)/).map((block) => block.replace(/\n$/, ""));
    return fc
      .shuffledSubarray(blocks, { minLength: blocks.length })
      .map((order) => `${head}spec:\n${order.join("\n")}\n`);
  };

  fc.assert(
    fc.property(shuffledLines(componentText), shuffledLines(pipelineText), (component, pipeline) => {
      assert.equal(digestOf({ component, pipeline }), unchanged);
    }),
    { numRuns: 50 },
  );
});
