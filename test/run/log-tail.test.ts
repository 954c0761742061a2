import assert from "node:assert/strict";
import { test } from "node:test";
import { lastLines } from "../../src/run/log-tail.ts";

test("the last lines of a log are whole where they can be", () => {
  assert.equal(lastLines("one\ntwo\nthree\n", 100), "one\ntwo\nthree\n");
  assert.equal(lastLines("one\ntwo\nthree\n", 12), "two\nthree\n");
  assert.equal(lastLines("one\ntwo\nthree\n", 10), "two\nthree\n");
  assert.equal(lastLines("one\ntwo\nthree", 7), "three");
});

test("a last line longer than the limit is cut", () => {
  assert.equal(lastLines("one\nabcdefgh", 4), "efgh");
  assert.equal(lastLines("one\nabcdefgh\n", 4), "fgh\n");
});

test("the limit is in bytes of UTF-8, and no character is cut in two", () => {
  assert.equal(lastLines("ééé", 5), "éé");
  assert.equal(lastLines("😀😀", 7), "😀");
  assert.equal(lastLines("€€", 3), "€");
});
