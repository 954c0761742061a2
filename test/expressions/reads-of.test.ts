import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Json } from "../../src/base/json.ts";
import { readTemplate } from "../../src/expressions/read-template.ts";
import { readsOf } from "../../src/expressions/reads-of.ts";

describe("an expression names the actions and inputs that it reads:", () => {
  const table: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["inputs.level == 'full'", [], ["level"]],
    ["actions.unit.outputs.passed > 0", ["unit"], []],
    ['actions["go-test"].outputs.x + actions["go-test"].outputs.y', ["go-test"], []],
    ["has(actions.unit.outputs.passed)", ["unit"], []],
    ["actions.a.outputs.list.all(x, x in inputs.known && x != actions.b.phase)", ["a", "b"], ["known"]],
    ["inputs.list.map(x, x > 1, [x, actions.c])", ["c"], ["list"]],
    ["actions.a.outputs.list[inputs.at]", ["a"], ["at"]],
    ["{'k': actions.a.phase}[inputs.key]", ["a"], ["key"]],
    ["!inputs.a ? -inputs.b : size(inputs.c) + (true || inputs.d)", [], ["a", "b", "c", "d"]],
    ["run.branch", [], []],
    ["not an expression", [], []],
  ];

  for (const [cel, actions, inputs] of table) test(cel, () => assert.deepEqual(readsOf(cel), { actions, inputs }));
});

test("a template names what all its expressions read", () => {
  const value: Json = { a: ["${{ actions.x.phase }}", "t ${{ actions.y.phase }} ${{ inputs.i }}"], b: 1 };
  const read = readTemplate(value);

  assert.deepEqual(read.ok && readsOf(read.template), { actions: ["x", "y"], inputs: ["i"] });
});
