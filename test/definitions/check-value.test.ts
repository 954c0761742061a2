import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import fc from "fast-check";
import type { Json } from "../../src/base/json.ts";
import { checkValue } from "../../src/definitions/check-value.ts";
import type { ValueSchema } from "../../src/definitions/types.generated.ts";

describe("a value does not fit its schema where", () => {
  const cases: readonly (readonly [schema: ValueSchema, value: Json, faults: readonly string[]])[] = [
    [{ type: "integer" }, "1", ["/ must be a whole number, not text"]],
    [{ type: "integer" }, 1.5, ["/ must be a whole number, not a number"]],
    [{ type: "string" }, null, ["/ must be text, but is empty"]],
    [{ enum: ["quick", "full"] }, "fast", ['/ must be "quick" or "full", not "fast"']],
    [{ const: { a: [1] } }, { a: [2] }, ['/ must be {"a":[1]}, not a mapping']],
    [{ minimum: 1 }, 0, ["/ must be 1 or more, not 0"]],
    [{ maximum: 1 }, 2, ["/ must be 1 or less, not 2"]],
    [{ exclusiveMinimum: 1 }, 1, ["/ must be more than 1, not 1"]],
    [{ exclusiveMaximum: 1 }, 1, ["/ must be less than 1, not 1"]],
    [{ minLength: 1 }, "", ["/ must not be empty"]],
    [{ minLength: 2 }, "😀", ["/ must have at least 2 characters"]],
    [{ maxLength: 1 }, "ab", ["/ must have at most 1 characters, not 2"]],
    [{ pattern: "^v\\d" }, "1.2", ['/ must match ^v\\d, not "1.2"']],
    [{ format: "date" }, "2026-02-30", ['/ must be of the format date, not "2026-02-30"']],
    [{ minItems: 1 }, [], ["/ must not be empty"]],
    [{ maxItems: 1 }, [1, 2], ["/ must have at most 1 items, not 2"]],
    [
      {
        items: { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
      },
      [{ a: "b" }, { b: 1 }, { a: 2 }],
      ["/1 lacks `a`", "/1/b has no key `b`", "/2/a must be text, not a whole number"],
    ],
    [
      { additionalProperties: { type: "boolean" } },
      { a: true, b: 1 },
      ["/b must be true or false, not a whole number"],
    ],
  ];
  for (const [schema, value, faults] of cases) {
    test(`${JSON.stringify(value)} is none of ${JSON.stringify(schema)}`, () => {
      assert.deepEqual(
        checkValue(schema, value).map(({ pointer, message }) => `/${pointer.join("/")} ${message}`),
        faults,
      );
    });
  }
});

test("a hostile pattern and text are answered in linear time", () => {
  assert.equal(checkValue({ pattern: "^(a+)+$" }, `${"a".repeat(100_000)}b`).length, 1);
});

test("a hostile text is of no format", () => {
  assert.equal(checkValue({ format: "email" }, `a@${"a".repeat(100_000)}`).length, 1);
});

test("of a large value with a fault in every item about a hundred are told", () => {
  assert.equal(checkValue({ items: { type: "string" } }, new Array(100_000).fill(1)).length, 100);
});

test("a value nested very deep fits, or not, like any other", () => {
  let deep: Json = [];
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];

  assert.deepEqual(checkValue({ type: "array", items: { enum: [1, [2]] } }, deep).length, 1);
});

const names = fc.constantFrom("a", "b", "isPrototypeOf");
const scalars = fc.oneof(fc.integer({ min: -2, max: 4 }), fc.constantFrom(0.5, "", "a", "ab", "b1", true, false, null));
const { value: values } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalars,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(names, tie("value"), { noNullPrototype: true }),
  ),
}));
const bounds = fc.integer({ min: 0, max: 3 });
const words = {
  type: fc.constantFrom("string", "integer", "number", "boolean", "array", "object"),
  enum: fc.array(values, { minLength: 1, maxLength: 3 }),
  const: values,
  minimum: bounds,
  maximum: bounds,
  exclusiveMinimum: bounds,
  exclusiveMaximum: bounds,
  minLength: bounds,
  maxLength: bounds,
  pattern: fc.constantFrom("^a", "b$", "\\d"),
  format: fc.constantFrom("date", "uuid", "ipv4"),
  minItems: bounds,
  maxItems: bounds,
  required: fc.uniqueArray(names),
};
/** Of a few words each: with many of them no value would ever fit. */
function ofSomeOf(words: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<ValueSchema> {
  const some = fc.subarray(Object.entries(words), { maxLength: 3 });
  return some.chain((chosen) => fc.record(Object.fromEntries(chosen)) as fc.Arbitrary<ValueSchema>);
}

const innerSchemas = ofSomeOf(words);
const schemas = ofSomeOf({
  ...words,
  items: innerSchemas,
  properties: fc.dictionary(names, innerSchemas, { noNullPrototype: true, maxKeys: 2 }),
  additionalProperties: fc.oneof(fc.boolean(), innerSchemas),
});

test("whether a value fits is what a validator of JSON Schema says", () => {
  const ajv = new Ajv2020({ strict: false, ownProperties: true, meta: false, validateSchema: false });
  ajvFormats.default(ajv);
  fc.assert(
    fc.property(schemas, fc.array(values, { minLength: 5, maxLength: 5 }), (schema, some) => {
      const fits = ajv.compile(schema);
      for (const value of some) assert.equal(checkValue(schema, value).length === 0, fits(value));
      ajv.removeSchema(schema);
    }),
    { numRuns: 100 },
  );
});
