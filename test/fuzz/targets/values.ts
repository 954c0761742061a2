import assert from "node:assert/strict";
import { isJsonObject, type Json } from "../../../src/base/json.ts";
import { readJson } from "../../../src/base/read-json.ts";
import { checkDeclaredSchemas } from "../../../src/definitions/check-declared-schemas.ts";
import { checkSchema } from "../../../src/definitions/check-schema.ts";
import { checkValue } from "../../../src/definitions/check-value.ts";
import { documentWorld, schemaNamed } from "../../../src/definitions/document-world.ts";
import type { InputSchema } from "../../../src/definitions/types.generated.ts";
import { checkTemplate } from "../../../src/expressions/check-template.ts";
import { readTemplate } from "../../../src/expressions/read-template.ts";
import { schemaText } from "../definition-text.ts";
import type { Target } from "../target.ts";

const MOST_FAULTS = 250;

/** A declared schema and a value on two lines of JSON: what is wrong with the one, then with the other. */
export const target: Target = {
  make: (random) => `${schemaText(random)}\n${random.pick(VALUES)}`,
  words: [
    ...['"', "{", "}", "[", "]", ",", ":", "null", "true", "1e308", "-0", '"\\ud800"', "\\", "\n", "__proto__"],
    ...['"type"', '"pattern"', '"enum"', '"const"', '"items"', '"properties"', '"required"', '"additionalProperties"'],
    ...[
      '"(a*)*$"',
      '"(a|aa)+$"',
      "a{1000}",
      "(.{0,999}){1}",
      "\\\\pL{1000}",
      "[^a]",
      '"format":"',
      "email",
      "uri",
      "date-time",
      "regex",
    ],
  ],
  read(input) {
    const [schema, value = null] = input.toString().split("\n").map(readJson);
    if (!isJsonObject(schema)) return;
    const isSound = checkSchema(schemaNamed("InputSchema"), schema, documentWorld).length === 0;
    const problems = checkDeclaredSchemas({ level: schema }, ["spec", "inputs"]);
    if (!isSound || problems.length > 0) return;
    const declared = schema as InputSchema; // its schema has just proved it
    const faults = checkValue(declared, value);
    assert.ok(faults.length <= MOST_FAULTS, `${faults.length} faults`);
    assert.deepEqual(checkValue(declared, structuredClone(value) as Json), faults);
    const template = readTemplate(value);
    if (template.ok)
      checkTemplate(template.template, { inputs: { level: { schema: declared, mayLack: false } } }, declared);
  },
};

const VALUES = [
  '"full"',
  "3",
  "0.5",
  "true",
  "null",
  '[1, "a", [2]]',
  '{ "a": "b", "c": [1] }',
  '"2026-11-22T10:00:00Z"',
];
