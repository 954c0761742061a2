import assert from "node:assert/strict";
import { test } from "node:test";
import { outOfOrder } from "../../proof/outage/out-of-order.ts";
import { surviveOutage } from "../../proof/outage/survive-outage.ts";

test("a short outage breaks nothing, and what ended in it is recorded in few pushes", async () => {
  const outage = { how: "broken", statusBranch: "pilotage-status", leastMs: 0 } as const;

  const { figures, broken } = await surviveOutage({ ...outage, seed: 1, results: 11, people: 0 });

  const runs = figures.find(({ name }) => name === "runs that ended meanwhile");
  assert.deepEqual(broken, []);
  assert.ok(runs && runs.value > 0, JSON.stringify(runs));
});

test("an end that is told before one that came earlier is seen", () => {
  const end = (run: string, endedAt: number, position: number) => ({ run, endedAt, position, recordedAt: 0 });

  const inOrder = outOfOrder([end("a-1", 1, 1), end("b-1", 2, 1), end("c-1", 3, 2)]);
  const broken = outOfOrder([end("a-1", 1, 1), end("b-1", 2, 3), end("c-1", 3, 2)]);

  assert.deepEqual(inOrder, []);
  assert.deepEqual(broken, ["c-1 ended after b-1, and is told before it"]);
});
