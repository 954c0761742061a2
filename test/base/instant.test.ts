import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { instantFromText, instantToText } from "../../src/base/instant.ts";

const instants = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });

test("an instant is written as Date writes it", () => {
  fc.assert(fc.property(instants, (at) => assert.equal(instantToText(at), new Date(at).toISOString())));
});

test("an instant that was written is read as the same", () => {
  fc.assert(fc.property(instants, (at) => assert.equal(instantFromText(instantToText(at)), at)));
});

test("a text that is no instant gives none", () => {
  const texts = ["", "2026-11-22", "2026-02-30T00:00:00.000Z", "2026-11-22T25:00:00.000Z", "2026-11-22T10:00:00Z"];

  assert.deepEqual(
    texts.filter((text) => instantFromText(text) !== undefined),
    [],
  );
});
