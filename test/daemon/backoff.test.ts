import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMs } from "../../src/daemon/backoff.ts";

const highest = { fraction: () => 1, hex: () => "" };

test("the pause doubles from half a second to a minute", () => {
  const pauses = [1, 2, 3, 7, 8, 50].map((failures) => backoffMs(failures, highest));

  assert.deepEqual(pauses, [500, 1_000, 2_000, 32_000, 60_000, 60_000]);
});

test("chance takes at most a quarter away", () => {
  assert.equal(backoffMs(2, { ...highest, fraction: () => 0 }), 750);
});
