import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryLedgerDisk } from "../fixtures/memory-ledger.ts";
import { ledgerContract } from "./contract.ts";
import { aRun, running } from "./run-fixture.ts";

const ID = "0123456789abcdef0123456789abcdef";

ledgerContract("in memory", (use) => use(memoryLedgerDisk(ID)));

test("after a crash the ledger in memory answers no one from before, and keeps what was durable", async () => {
  const disk = memoryLedgerDisk(ID);
  const before = disk.connect();
  await before.open();
  await before.accept({ starts: [aRun(1)], cursors: [], fates: [] });

  disk.crash();
  const unanswered = before.save([running(aRun(1), 2)]);
  const content = await disk.connect().open();

  assert.deepEqual(content.runs, [aRun(1)]);
  assert.equal(
    await Promise.race([unanswered, new Promise((resolve) => setImmediate(resolve, "no answer"))]),
    "no answer",
  );
});
