import assert from "node:assert/strict";
import { test } from "node:test";
import { typedValue } from "../../../src/cli/inputs/typed-value.ts";
import { WrongUse } from "../../../src/cli/wrong-use.ts";

test("a text stays a text, whatever it looks like", () => {
  assert.equal(typedValue("tag", "1.10", { type: "string" }), "1.10");
  assert.equal(typedValue("tag", "", { type: "string" }), "");
});

test("other types are read as JSON", () => {
  assert.equal(typedValue("count", "3", { type: "integer" }), 3);
  assert.equal(typedValue("quick", "true", { type: "boolean" }), true);
  assert.deepEqual(typedValue("list", '["a"]', { type: "array" }), ["a"]);
});

test("what is not JSON is refused with an example where a text does not fit", () => {
  assert.throws(
    () => typedValue("count", "three", { type: "integer" }),
    new WrongUse("--with count=three: it must be an integer", "For example: --with count='3'"),
  );
});

test("without a declared type JSON is read where it is JSON, else it is a text", () => {
  assert.equal(typedValue("any", "null", {}), null);
  assert.equal(typedValue("any", "5", undefined), 5);
  assert.equal(typedValue("any", "v1.2", undefined), "v1.2");
});
