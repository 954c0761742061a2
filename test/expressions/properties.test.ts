import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate } from "@marcbachmann/cel-js";
import fc from "fast-check";
import type { Json } from "../../src/base/json.ts";
import { checkTemplate } from "../../src/expressions/check-template.ts";
import { evaluateTemplate } from "../../src/expressions/evaluate-template.ts";
import type { ScopeTypes, ScopeValues } from "../../src/expressions/scope.ts";

const types: ScopeTypes = {
  inputs: {
    text: { schema: { type: "string" }, mayLack: false },
    count: { schema: { type: "integer" }, mayLack: false },
    ratio: { schema: { type: "number" }, mayLack: false },
    dry: { schema: { type: "boolean" }, mayLack: false },
    list: { schema: { type: "array", items: { type: "integer" } }, mayLack: false },
    tag: { schema: { type: "string" }, mayLack: true },
  },
};
const values: ScopeValues = { inputs: { text: "ab", count: 2, ratio: 1.5, dry: true, list: [1, 2, 3] } };

/** Expressions of all kinds, most of which make no sense; `loose`: also those whose types only their values can tell. */
function expressions(loose: boolean): fc.Arbitrary<string> {
  return fc.letrec<{ expression: string; leaf: string; inner: string }>((tie) => ({
    leaf: fc.constantFrom(
      ...["inputs.text", "inputs.count", "inputs.ratio", "inputs.dry", "inputs.list", "inputs.tag", "i"],
      ...["0", "1", "-3", "2.5", "'ab'", "''", "true", "[1, 2]", "{'a': 1}"],
      ...(loose ? ["null", "[]", "['a', 1]"] : []),
    ),
    inner: fc.oneof({ depthSize: "small", withCrossShrink: true }, tie("leaf"), tie("expression")),
    expression: fc.oneof(
      fc
        .tuple(
          tie("inner"),
          fc.constantFrom("+", "-", "*", "/", "%", "==", "!=", "<", ">=", "in", "&&", "||"),
          tie("inner"),
        )
        .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
      fc.tuple(fc.constantFrom("!", "-"), tie("inner")).map(([sign, of]) => `${sign}(${of})`),
      fc.tuple(tie("inner"), tie("inner"), tie("inner")).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
      fc.tuple(tie("inner"), tie("inner")).map(([of, index]) => `(${of})[${index}]`),
      fc
        .tuple(tie("inner"), fc.constantFrom("all", "exists", "exists_one", "filter", "map"), tie("inner"))
        .map(([of, how, body]) => `(${of}).${how}(i, ${body})`),
      fc
        .tuple(tie("inner"), fc.constantFrom("size", "contains", "startsWith", "split", "trim"), tie("inner"))
        .map(([of, name, arg]) => `(${of}).${name}(${name === "size" || name === "trim" ? "" : arg})`),
      fc
        .tuple(fc.constantFrom("size", "string", "int", "double"), tie("inner"))
        .map(([name, arg]) => `${name}(${arg})`),
      fc.constantFrom("has(inputs.tag)", "has(inputs.tag) && inputs.tag == 'x'"),
      ...(loose ? [fc.tuple(tie("inner"), tie("inner")).map((items) => `[${items.join(", ")}]`)] : []),
    ),
  })).expression;
}

/** What only a value can tell: everything else is found before it runs. */
const FAILURES_OF_VALUES =
  /is not there|divides by zero|64 bits|too large a number|the number is|is no (integer|number)/;

test("what the check lets pass fails for its values only, never for its types", () => {
  let passed = 0;
  fc.assert(
    fc.property(expressions(false), (cel) => {
      if (checkTemplate({ cel }, types).length > 0) return;
      passed += 1;
      const result = evaluateTemplate({ cel }, values, types);
      assert.ok(result.ok || FAILURES_OF_VALUES.test(result.message), result.ok ? "" : result.message);
    }),
    { numRuns: 5_000 },
  );
  assert.ok(passed > 200, `${passed} expressions passed the check`);
});

test("evaluation gives what the library gives, where the check lets an expression pass", () => {
  let compared = 0;
  fc.assert(
    fc.property(expressions(true), (cel) => {
      if (checkTemplate({ cel }, types).length > 0) return;
      const ours = evaluateTemplate({ cel }, values, types);
      const theirs = ofLibrary(cel);
      if (!ours.ok || theirs === undefined) return;
      compared += 1;
      assert.deepEqual(ours.value, theirs);
    }),
    { numRuns: 5_000 },
  );
  assert.ok(compared > 200, `${compared} expressions compared`);
});

/** Undefined where the library comes to no value. */
function ofLibrary(cel: string): Json | undefined {
  const inputs = { text: "ab", count: 2n, ratio: 1.5, dry: true, list: [1n, 2n, 3n] };
  try {
    const value = JSON.stringify(evaluate(cel, { inputs }), (_, part) =>
      typeof part === "bigint" ? Number(part) : part,
    );
    return value === undefined ? undefined : JSON.parse(value);
  } catch {
    return undefined;
  }
}
