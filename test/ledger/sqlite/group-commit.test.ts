import assert from "node:assert/strict";
import { test } from "node:test";
import { groupCommit } from "../../../src/ledger/sqlite/group-commit.ts";

test("callers of one turn of the event loop share a commit", async () => {
  const commits: (readonly number[])[] = [];
  const group = groupCommit<number>((batch) => void commits.push(batch));

  await Promise.all([group.add([1, 2]), Promise.resolve().then(() => group.add([3])), group.add([])]);
  await group.add([4]);

  assert.deepEqual(commits, [[1, 2, 3], [4]]);
});

test("a commit that fails rejects its own callers and no later ones", async () => {
  const group = groupCommit<number>((batch) => {
    if (batch.includes(2)) throw new Error("disk full");
  });

  const first = await Promise.allSettled([group.add([1]), group.add([2])]);
  const second = await Promise.allSettled([group.add([1])]);

  assert.deepEqual(
    [...first, ...second].map(({ status }) => status),
    ["rejected", "rejected", "fulfilled"],
  );
});
