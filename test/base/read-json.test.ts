import assert from "node:assert/strict";
import { test } from "node:test";
import { readJson } from "../../src/base/read-json.ts";

test("what was read is the same once it was written and read again", () => {
  for (const text of ["-0", "[-0.0, 1e-400]", '{"a":-0}', '"\\ud800"', '{"__proto__":{"a":1}}']) {
    const value = readJson(text);

    assert.deepEqual(JSON.parse(JSON.stringify(value)), value, text);
  }
});

test("what a double cannot hold, or nests too deep, is none", () => {
  for (const text of ["1e999", "[".repeat(65) + "]".repeat(65), "{", "NaN"]) assert.equal(readJson(text), undefined);
});
