import assert from "node:assert/strict";
import { test } from "node:test";
import { phaseOfAll } from "../../src/status/phase-of-all.ts";

for (const [phases, all] of [
  [["failed", "running"], "running"],
  [["pending", "starting"], "starting"],
  [["succeeded", "waiting"], "waiting"],
  [["pending", "failed", "cancelled"], "failed"],
  [["succeeded", "cancelled"], "cancelled"],
  [["succeeded", "pending"], "pending"],
  [["skipped", "succeeded"], "succeeded"],
  [["skipped", "skipped"], "skipped"],
  [[], "pending"],
] as const) {
  test(`actions that are ${phases.join(", ") || "not there"} are together ${all}`, () => {
    assert.equal(phaseOfAll(phases.map((phase) => ({ phase }))), all);
  });
}
