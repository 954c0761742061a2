import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Ledger } from "../../src/ledger/port.ts";
import { requestKey } from "../../src/plan/request-key.ts";
import { aFate, aRun, cursorTo, openAction, running } from "./run-fixture.ts";

/** Ledgers on one new store: each `connect` is another process that would like to have it. */
interface LedgerStore {
  connect(): Ledger;
}

/** What every Ledger promises. `withStore` makes a store and takes it away again after `use`. */
export function ledgerContract(
  name: string,
  withStore: (use: (store: LedgerStore) => Promise<void>) => Promise<void>,
): void {
  const promise = (title: string, body: (ledger: Ledger, store: LedgerStore) => Promise<void>) =>
    test(title, () =>
      withStore(async (store) => {
        const ledger = store.connect();
        await body(ledger, store);
        await ledger.close();
      }),
    );

  /** What another process finds after this one has closed. */
  async function reopened(ledger: Ledger, store: LedgerStore) {
    await ledger.close();
    const next = store.connect();
    const content = await next.open();
    await next.close();
    return content;
  }

  describe(`a ledger (${name})`, () => {
    promise("is empty and unused when new", async (ledger) => {
      const { id, ...content } = await ledger.open();

      assert.match(id, /^[0-9a-f]{32}$/);
      assert.deepEqual(content, {
        used: false,
        acknowledgedTip: undefined,
        cursors: new Map(),
        fates: new Map(),
        runs: [],
        broken: [],
      });
    });

    promise("keeps its id", async (ledger, store) => {
      const { id } = await ledger.open();

      assert.equal((await reopened(ledger, store)).id, id);
    });

    promise("keeps what was accepted: runs in order, cursors, fates", async (ledger, store) => {
      await ledger.open();

      await ledger.accept({ starts: [aRun(3), aRun(1)], cursors: [cursorTo(1)], fates: [aFate("nightly")] });
      await ledger.accept({ starts: [aRun(2)], cursors: [cursorTo(2)], fates: [aFate("again")] });

      const content = await reopened(ledger, store);
      assert.equal(content.used, true);
      assert.deepEqual(content.runs, [aRun(3), aRun(1), aRun(2)]);
      assert.deepEqual(content.cursors, new Map([["release", cursorTo(2).to]]));
      assert.deepEqual(
        content.fates,
        new Map([aFate("nightly"), aFate("again")].map((fate) => [requestKey(fate), fate])),
      );
    });

    promise("reads what it holds at any time", async (ledger, store) => {
      const { id } = await ledger.open();
      await ledger.accept({ starts: [aRun(3)], cursors: [cursorTo(1)], fates: [aFate("nightly")] });

      const content = await ledger.read();

      assert.equal(content.id, id);
      assert.deepEqual(content, await reopened(ledger, store));
    });

    promise("is used once anything was accepted, be it nothing", async (ledger, store) => {
      await ledger.open();

      await ledger.accept({ starts: [], cursors: [], fates: [] });

      assert.equal((await reopened(ledger, store)).used, true);
    });

    promise("accepts nothing of a plan whose cursor has moved since", async (ledger, store) => {
      await ledger.open();
      await ledger.accept({ starts: [aRun(1)], cursors: [cursorTo(1)], fates: [] });
      const other = { pipeline: "other", to: cursorTo(1).to };

      const late = ledger.accept({ starts: [aRun(2)], cursors: [other, cursorTo(1)], fates: [aFate("nightly")] });

      await assert.rejects(late, { name: "OperationalError", code: "cursor-moved", retry: "later" });
      const content = await reopened(ledger, store);
      assert.deepEqual(content.runs, [aRun(1)]);
      assert.deepEqual([...content.cursors.keys()], ["release"]);
      assert.equal(content.fates.size, 0);
    });

    promise("sees that a cursor moved by its last number alone", async (ledger) => {
      await ledger.open();
      await ledger.accept({ starts: [], cursors: [cursorTo(1)], fates: [] });
      const { pipeline, to } = cursorTo(1);
      const byRequest = { pipeline, from: to, to: { ...to, lastNumber: 2 } };
      await ledger.accept({ starts: [], cursors: [byRequest], fates: [] });

      const late = ledger.accept({ starts: [], cursors: [byRequest], fates: [] });

      await assert.rejects(late, { code: "cursor-moved" });
    });

    promise("never starts a run anew that it holds", async (ledger, store) => {
      await ledger.open();
      await ledger.accept({ starts: [aRun(1)], cursors: [], fates: [] });
      await ledger.save([running(aRun(1), 2)]);

      await ledger.accept({ starts: [aRun(1)], cursors: [], fates: [] });

      assert.deepEqual((await reopened(ledger, store)).runs, [running(aRun(1), 2)]);
    });

    promise("keeps the latest revision, whatever order saves come in", async (ledger, store) => {
      await ledger.open();
      await ledger.accept({ starts: [aRun(1)], cursors: [], fates: [] });
      const last = running(aRun(1), 7, openAction({ progress: 0.7 }));

      await Promise.all([ledger.save([running(aRun(1), 3)]), ledger.save([last]), ledger.save([running(aRun(1), 5)])]);
      await ledger.save([running(aRun(1), 7)]);

      assert.deepEqual((await reopened(ledger, store)).runs, [last]);
    });

    promise("keeps values of any size and every character", async (ledger, store) => {
      await ledger.open();
      await ledger.accept({ starts: [aRun(1)], cursors: [], fates: [] });
      const tail = `\u0000 ž 漢 𝄞 \ud800 "\\\n`.repeat(6_000);
      const output = { list: Array.from({ length: 9_000 }, (_, index) => index), small: null };
      const calls = [{ event: "TASK_RESULT", at: 1, output }] as const;
      const log = { bytes: 1, tail, outputs: { passed: "12" } };
      const state = running(aRun(1), 2, openAction({ calls, log, interim: { seen: "x".repeat(5_000) } }));

      await ledger.save([state]);

      assert.deepEqual((await reopened(ledger, store)).runs, [state]);
    });

    promise("lets a large value be replaced and taken away again", async (ledger, store) => {
      await ledger.open();
      await ledger.accept({ starts: [aRun(1), aRun(2)], cursors: [], fates: [] });
      const interim = (text: string, revision: number, number = 1) =>
        running(aRun(number), revision, openAction({ interim: { text: text.repeat(5_000) } }));

      await Promise.all([ledger.save([interim("a", 2), interim("b", 2, 2)]), ledger.save([interim("c", 3, 2)])]);
      await Promise.all([ledger.save([interim("d", 3)]), ledger.save([running(aRun(1), 4)])]);

      assert.deepEqual((await reopened(ledger, store)).runs, [running(aRun(1), 4), interim("c", 3, 2)]);
    });

    promise("refuses a save of a run that it does not hold, and keeps those of others", async (ledger, store) => {
      await ledger.open();
      await ledger.accept({ starts: [aRun(1)], cursors: [], fates: [] });

      const saves = await Promise.allSettled([ledger.save([running(aRun(2), 2)]), ledger.save([running(aRun(1), 2)])]);

      assert.deepEqual(
        saves.map(({ status }) => status),
        ["rejected", "fulfilled"],
      );
      assert.deepEqual((await reopened(ledger, store)).runs, [running(aRun(1), 2)]);
    });

    promise("forgets runs with all they said, and no others", async (ledger, store) => {
      await ledger.open();
      await ledger.accept({ starts: [aRun(1), aRun(2)], cursors: [cursorTo(1)], fates: [] });
      await ledger.save([running(aRun(1), 2, openAction({ interim: { text: "x".repeat(5_000) } }))]);

      await ledger.forget([aRun(1).uid, "never seen"]);
      await ledger.accept({ starts: [aRun(1)], cursors: [], fates: [] });

      const content = await reopened(ledger, store);
      assert.deepEqual(content.runs, [aRun(2), aRun(1)]);
      assert.deepEqual(content.cursors, new Map([["release", cursorTo(1).to]]));
    });

    promise("keeps the tip that was acknowledged last", async (ledger, store) => {
      await ledger.open();

      await ledger.acknowledge("5b1c");
      await ledger.acknowledge("88ab");

      assert.equal((await reopened(ledger, store)).acknowledgedTip, "88ab");
    });

    promise("is open to one at a time", async (ledger, store) => {
      await ledger.open();
      const second = store.connect();

      await assert.rejects(second.open(), { name: "OperationalError", code: "ledger-in-use", retry: "never" });

      await ledger.close();
      await second.open();
      await second.close();
    });

    promise("makes saves that still wait durable when it is closed", async (ledger, store) => {
      await ledger.open();
      await ledger.accept({ starts: [aRun(1)], cursors: [], fates: [] });

      const save = ledger.save([running(aRun(1), 2)]);
      const content = await reopened(ledger, store);

      await save;
      assert.deepEqual(content.runs, [running(aRun(1), 2)]);
    });

    promise("does nothing before it is opened", async (ledger) => {
      await assert.rejects(ledger.acknowledge("5b1c"));
    });
  });
}
