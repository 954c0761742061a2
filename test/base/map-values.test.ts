import assert from "node:assert/strict";
import { test } from "node:test";
import { mapValues } from "../../src/base/map-values.ts";

test("each value of a table is replaced, told its name; the names stay, whatever they are", () => {
  const table = JSON.parse('{ "b": 1, "constructor": 2, "__proto__": 3 }');

  const turned = mapValues<number, string>(table, (value, name) => `${name}=${value}`);

  assert.deepEqual(Object.entries(turned), [
    ["b", "b=1"],
    ["constructor", "constructor=2"],
    ["__proto__", "__proto__=3"],
  ]);
});
