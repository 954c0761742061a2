import assert from "node:assert/strict";
import type { ValueSchema } from "../../../src/definitions/types.generated.ts";
import { checkTemplate } from "../../../src/expressions/check-template.ts";
import { evaluateTemplate } from "../../../src/expressions/evaluate-template.ts";
import { readTemplate } from "../../../src/expressions/read-template.ts";
import type { ScopeTypes, ScopeValues } from "../../../src/expressions/scope.ts";
import type { SeededRandom } from "../../simulation/seeded-random.ts";
import type { Target } from "../target.ts";

const many = Array.from({ length: 300 }, (_, index) => index);
const table = (first: number) =>
  Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, index + first]));
const values: ScopeValues = {
  inputs: { text: "ab", long: "ab".repeat(9_000), n: 2, ratio: 1.5, many, table: table(0), other: table(1) },
  actions: { unit: { phase: "succeeded", outputs: { passed: 12 } } },
  run: { id: "release-1", number: 1, commit: "5b1c", branch: "main", trigger: "change", outcome: "", message: "" },
};
const declared: { readonly [name: string]: ValueSchema } = {
  text: { type: "string" },
  long: { type: "string" },
  n: { type: "integer" },
  ratio: { type: "number" },
  many: { type: "array", items: { type: "integer" } },
  table: { type: "object", additionalProperties: { type: "integer" } },
  other: { type: "object", additionalProperties: { type: "integer" } },
};
const types: ScopeTypes = {
  inputs: Object.fromEntries(
    Object.entries(declared).map(([name, schema]) => [name, { schema, mayLack: name === "n" }]),
  ),
  actions: { unit: { outputs: { passed: { schema: { type: "integer" }, optional: true } }, mayLack: true } },
  run: true,
};

/** A text with expressions: whatever it is, it comes to a value or a short message, in bounded time and memory. */
export const target: Target = {
  make: (random) => `x\${{ ${expression(random, 3)} }}`,
  words: [
    ..."${{ }} $${{ ( ) [ ] { } , . ? : ! - && || == != < in + * / % 0 1u 0xff 1e9 b'a' r'a' null true ' \" \"\"\" \\ \\u0000 \\U0010ffff \\x".split(
      " ",
    ),
    ..."inputs.many inputs.table inputs.other inputs.long run.number actions.unit.outputs.passed has( size( string( int( [1] i j".split(
      " ",
    ),
    ...".all(i, |.exists(j, |.map(i, |.filter(i, |.exists_one(i, |.matches('|.split('')|.replace('a', |.join(|.contains(|.size()".split(
      "|",
    ),
    ...[
      "a{1000}",
      "(a|aa)+$",
      "\\\\pL{500}",
      "inputs.many.all(i, inputs.many.all(j, ",
      "inputs.table == inputs.other",
      ".replace('a', inputs.long)",
    ],
  ],
  read(input) {
    const text = input.toString();
    const read = readTemplate(text);
    if (!read.ok)
      return assert.ok(read.problems.every(({ message }) => message.length < LONGEST_MESSAGE + text.length));
    checkTemplate(read.template, types);
    const evaluated = evaluateTemplate(read.template, values, types);
    if (!evaluated.ok) assert.ok(evaluated.message.length < LONGEST_MESSAGE, evaluated.message);
    else assert.deepEqual(JSON.parse(JSON.stringify(evaluated.value)), evaluated.value);
  },
};

const LONGEST_MESSAGE = 1_000;

function expression(random: SeededRandom, depth: number): string {
  const inner = () => expression(random, depth - 1);
  const walk = random.pick(["all", "exists", "exists_one", "map", "filter"]);
  if (depth === 0) return random.pick(LEAVES);
  return random.pick([
    () => `(${inner()} ${random.pick(["+", "-", "*", "/", "%", "==", "!=", "<", ">=", "in", "&&", "||"])} ${inner()})`,
    () =>
      `${random.pick(["inputs.many", "inputs.table", "[1, 2]", inner()])}.${walk}(${random.pick(["i", "j"])}, ${inner()})`,
    () => `(${inner()}).${random.pick(["contains", "startsWith", "split", "matches", "indexOf", "join"])}(${inner()})`,
    () => `${inner()}.replace(${inner()}, ${inner()})`,
    () => `${random.pick(["size", "string", "int", "double", "!", "-"])}(${inner()})`,
    () => `(${inner()} ? ${inner()} : ${inner()})`,
    () => `[${inner()}, ${inner()}][${inner()}]`,
    () => `{'a': ${inner()}}`,
  ])();
}

const LEAVES = [
  ...[
    "inputs.text",
    "inputs.long",
    "inputs.n",
    "inputs.ratio",
    "inputs.many",
    "inputs.table",
    "inputs.other",
    "i",
    "j",
  ],
  ...["0", "1", "-3", "2.5", "'ab'", "''", "'a'", "true", "run.number", "actions.unit.outputs.passed", "has(inputs.n)"],
];
