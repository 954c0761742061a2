import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "../../src/base/json.ts";
import type { InputPlan } from "../../src/plan/execution-plan.ts";
import { resolveInputs } from "../../src/plan/resolve-inputs.ts";

const declared: { readonly [name: string]: InputPlan } = {
  level: { schema: { type: "string", enum: ["quick", "full"] }, optional: false },
  count: { schema: { type: "integer" }, default: 3, optional: false },
  tag: { schema: { type: "string" }, optional: true },
  free: { schema: {}, optional: true },
  list: { schema: { type: "array", items: { type: "object", required: ["a"] } }, optional: true },
};

describe("inputs are resolved:", () => {
  const table: readonly (readonly [string, JsonObject, JsonObject])[] = [
    ["a default where nothing is given", { level: "full" }, { level: "full", count: 3 }],
    ["what is given wins", { level: "full", count: 5, tag: "x" }, { level: "full", count: 5, tag: "x" }],
    ["null is nothing", { level: "full", count: null, tag: null }, { level: "full", count: 3 }],
    ["null is a value where anything is", { level: "full", free: null }, { level: "full", count: 3, free: null }],
    ["in the order in which they are declared", { free: 1, level: "full" }, { level: "full", count: 3, free: 1 }],
  ];

  for (const [what, given, expected] of table) {
    test(what, () => {
      const resolved = resolveInputs(declared, given);

      assert.deepEqual(resolved, { ok: true, with: expected });
      assert.deepEqual(resolved.ok && Object.keys(resolved.with), Object.keys(expected));
    });
  }
});

describe("all that is wrong with inputs is said:", () => {
  const table: readonly (readonly [string, JsonObject, readonly string[]])[] = [
    ["missing", {}, ["level: a value is missing"]],
    ["null for a required one", { level: null }, ["level: a value is missing"]],
    ["of the wrong type", { level: 5 }, ["level: must be text, not a whole number"]],
    ["not one of those allowed", { level: "ful" }, ['level: must be "quick" or "full", not "ful"']],
    ["deep in a value", { level: "full", list: [{ a: 1 }, {}] }, ["list: `1` lacks `a`"]],
    [
      "unknown, and everything else too",
      { tga: "x", whatever: 1, count: "3" },
      [
        "tga: there is no such input | Did you mean tag?",
        "whatever: there is no such input | Its inputs are level, count, tag, free, list.",
        "level: a value is missing",
        "count: must be a whole number, not text",
      ],
    ],
  ];

  for (const [what, given, expected] of table) {
    test(what, () => {
      const resolved = resolveInputs(declared, given);

      assert.deepEqual(
        resolved.ok
          ? []
          : resolved.problems.map(({ name, message, hint }) => `${name}: ${message}${hint ? ` | ${hint}` : ""}`),
        expected,
      );
    });
  }

  test("of names that every object has", () => {
    const resolved = resolveInputs({}, JSON.parse('{ "constructor": 1, "toString": 2 }'));

    assert.deepEqual(resolved.ok ? [] : resolved.problems.map(({ name, hint }) => `${name}: ${hint}`), [
      "constructor: There are no inputs.",
      "toString: There are no inputs.",
    ]);
  });
});
