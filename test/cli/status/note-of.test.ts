import assert from "node:assert/strict";
import { test } from "node:test";
import { howItEnded } from "../../../src/cli/status/note-of.ts";

for (const [end, text] of [
  [{ reason: "cancelled", message: "cancelled: first" }, "cancelled: first"],
  [{ reason: "cancelled", message: "cancelled" }, "cancelled"],
  [{ reason: "exit-code", message: "it ended with 7" }, "exit-code: it ended with 7"],
  [{ reason: "timeout" }, "timeout"],
  [{ message: "two\nlines" }, "two lines"],
  [{}, ""],
] as const) {
  test(`an end of ${JSON.stringify(end)} reads ${JSON.stringify(text)}`, () => {
    assert.equal(howItEnded(end), text);
  });
}
