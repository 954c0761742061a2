import type { SeededRandom } from "../simulation/seeded-random.ts";

/** A definition or request as people write it, with most keys that there are; now and then nothing fits together. */
export function definitionText(random: SeededRandom): string {
  const kind = random.pick(["Component", "Pipeline", "Pipeline", "Run", "Cancel"] as const);
  const name = random.pick(NAMES);
  return [
    `apiVersion: pilotage/v1`,
    `kind: ${kind}`,
    `metadata: { name: ${name} }`,
    "spec:",
    ...SPECS[kind](random),
    "",
  ].join("\n");
}

const NAMES = ["go-test", "release", "nightly", "a", "unit"];

const SPECS = {
  Component: (random: SeededRandom) => componentSpec(random, "  "),
  Pipeline: pipelineSpec,
  Run: (random: SeededRandom) => [
    `  pipeline: ${random.pick(NAMES)}`,
    ...some(random, [`  with: { level: ${random.pick(VALUES)} }`, `  commit: ${"5b1c".repeat(10)}`]),
  ],
  Cancel: (random: SeededRandom) => [
    `  run: ${random.pick(NAMES)}-${random.between(1, 3)}`,
    ...some(random, ["  reason: late"]),
  ],
};

function componentSpec(random: SeededRandom, indent: string): readonly string[] {
  return [
    ...some(random, [
      `inputs: { level: ${schemaText(random)}, go: ${schemaText(random)} }`,
      `outputs: { passed: ${schemaText(random)} }`,
      `env: { LEVEL: "\${{ ${random.pick(EXPRESSIONS)} }}", TOKEN: { secret: { name: forge, key: token } } }`,
      `timeout: ${random.pick(DURATIONS)}`,
      "result: required",
      "source: true",
      `retry: { limit: ${random.between(0, 4)}, backoff: ${random.pick(DURATIONS)}, on: [failed, lost] }`,
      "image: golang:1.26",
      "workingDirectory: sub/folder",
      "x-notes: [&notes a, *notes]",
      "description: >-\n    runs the\n    tests",
    ]),
    random.oneIn(2) ? "script: |\n    go test ./...\n    echo '[COUT] passed = 12'" : "command: [go, test]",
  ].map((line) => `${indent}${line.replaceAll("\n", `\n${indent}`)}`);
}

function pipelineSpec(random: SeededRandom): readonly string[] {
  const stages = Array.from({ length: random.between(1, 3) }, (_, s) => [
    `  - name: stage-${s}`,
    ...some(random, [
      `    when: ${random.pick(EXPRESSIONS)}`,
      "    failFast: false",
      `    timeout: ${random.pick(DURATIONS)}`,
    ]),
    "    actions:",
    ...Array.from({ length: random.between(1, 3) }, (_, a) => actionLines(random, `a${s}${a}`)).flat(),
  ]);
  return [
    ...some(random, [
      `on: ${random.pick(["{ change: true }", '{ push: { paths: ["src/**", "!**/*.md"] } }', "{}"])}`,
      `inputs: { level: ${schemaText(random)} }`,
      `outputs: { passed: "\${{ ${random.pick(EXPRESSIONS)} }}" }`,
      `concurrency: { group: g, limit: ${random.between(1, 3)} }`,
      `timeout: ${random.pick(DURATIONS)}`,
      "suspend: true",
      "env: { CI: yes, N: 1 }",
    ]),
    "stages:",
    ...stages.flat(),
    ...(random.oneIn(3) ? ["finally:", ...actionLines(random, "tell")] : []),
  ].map((line) => `  ${line}`);
}

function actionLines(random: SeededRandom, name: string): readonly string[] {
  const uses = random.oneIn(3) ? ["spec:", ...componentSpec(random, "  ")] : [`component: ${random.pick(NAMES)}`];
  const lines = [
    ...uses,
    ...some(random, [
      `needs: [${random.pick(["a00", "a01?", "tell", name])}]`,
      `when: ${random.pick(EXPRESSIONS)}`,
      `with: { level: ${random.pick(VALUES)}, go: "x\${{ ${random.pick(EXPRESSIONS)} }}" }`,
      `timeout: ${random.pick(DURATIONS)}`,
      "continueOnFailure: true",
    ]),
  ];
  return [`    - name: ${name}`, ...lines.map((line) => `      ${line.replaceAll("\n", "\n      ")}`)];
}

/** A schema of a value, as flow YAML, which is JSON but for the quotes. */
export function schemaText(random: SeededRandom, depth = 0): string {
  const inner = () => schemaText(random, depth + 1);
  const type = random.pick(depth > 2 ? SCALARS : ([...SCALARS, "array", "object"] as const));
  const words = {
    string: [
      '"minLength": 1',
      '"maxLength": 9',
      '"pattern": "^[a-z]+$"',
      '"enum": ["full", "quick"]',
      '"format": "date-time"',
      '"default": "full"',
    ],
    integer: ['"minimum": 0', '"maximum": 9', '"default": 3', '"const": 3'],
    number: ['"exclusiveMinimum": 0.5', '"exclusiveMaximum": 9', '"default": 0.75'],
    boolean: ['"default": true'],
    array: [`"items": ${depth > 2 ? "{}" : inner()}`, '"minItems": 1', '"maxItems": 3'],
    object: [
      `"properties": { "a": ${depth > 2 ? "{}" : inner()} }`,
      '"required": ["a"]',
      '"additionalProperties": false',
    ],
  }[type];
  return `{ ${[`"type": "${type}"`, ...some(random, words)].join(", ")} }`;
}

const SCALARS = ["string", "integer", "number", "boolean"] as const;
const VALUES = ["full", "3", "0.5", "true", "null", "[1, a]", "{ a: b }", '"${{ inputs.level }}"'];
const DURATIONS = ["10m", "1h30m", "0", "500ms", "soon"];
const EXPRESSIONS = [
  "inputs.level == 'full'",
  "inputs.level",
  "has(actions.a00.outputs.passed) && actions.a00.outputs.passed > 3",
  "run.number % 2 == 0",
  "run.outcome == 'failed'",
  "[1, 2, 3].exists(i, i > 2)",
];

/** Each with an even chance. */
export function some<Item>(random: SeededRandom, items: readonly Item[]): readonly Item[] {
  return items.filter(() => random.oneIn(2));
}

/** What means much in YAML and in definitions. */
export const DEFINITION_WORDS: readonly string[] = [
  ..."\n|\n  |: |- |? |& |* |&a |*a |!!str |%YAML 1.2\n|---\n|...\n|[|]|{|}|, |\"|'|#|>-|\t|\r\n|<<: |~|.nan|.inf|0o7|0xff".split(
    "|",
  ),
  "|\n",
  "| ",
  ...[
    "__proto__",
    "constructor",
    "toString",
    "x-",
    "apiVersion",
    "kind",
    "metadata",
    "name",
    "spec",
    "inputs",
    "outputs",
  ],
  ...[
    "stages",
    "actions",
    "needs",
    "when",
    "with",
    "env",
    "secret",
    "component",
    "pipeline",
    "run",
    "script",
    "command",
  ],
  ...[
    "type: string",
    "pattern: ",
    "default: ",
    "enum: [",
    "items: ",
    "required: [",
    "(a{1000}){2}",
    "a{999}",
    "\\pL",
    "${{",
    "}}",
    "$${{",
  ],
  ...["\0", "\u{feff}", "\u2028", "\ud83d\ude00", "\u0085", "x".repeat(300)],
];
