import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import { core } from "../../src/daemon/core.ts";
import type { Known } from "../../src/daemon/known.ts";
import type { LookParts } from "../../src/daemon/look-once.ts";
import { startSource } from "../../src/daemon/source-loop.ts";
import type { Ledger } from "../../src/ledger/port.ts";
import { createInProcessParser } from "../../src/parser/in-process/in-process-parser.ts";
import type { Repository, Snapshot } from "../../src/repository/port.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { renderOwner } from "../../src/status/owner-file.ts";
import { memoryLedgerDisk } from "../fixtures/memory-ledger.ts";
import { pipelineOfOne } from "../journeys/definitions.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";
import { quietLog } from "./quiet-log.ts";
import { passTime, settle } from "./settle.ts";

test("a repository that refuses is asked again after pauses that double", async () => {
  const { clock, asked } = aSource();
  await passTime(clock, 8_000);

  assert.deepEqual(asked, [0, 500, 1_500, 3_500, 7_500]);
});

test("a sign that something has changed ends the pause", async () => {
  const { clock, asked, changed } = aSource();
  await passTime(clock, 5_000);
  changed();
  await settle();
  await passTime(clock, 12_000);

  assert.deepEqual(asked, [0, 500, 1_500, 3_500, 5_000]);
});

test("nothing is asked once it is stopped", async () => {
  const { clock, asked, source } = aSource();
  await passTime(clock, 100);
  source.stop();
  await passTime(clock, 100_000);

  assert.deepEqual(asked, [0]);
});

test("an acceptance that was refused and is there all the same is seen, and its runs go on", async () => {
  const ledger = memoryLedgerDisk("ours").connect();
  await ledger.open();
  const added: RunState[] = [];
  let refusals = 1;
  const accept: Ledger["accept"] = async (acceptance) => {
    await ledger.accept(acceptance);
    if (refusals-- > 0) throw new OperationalError("ledger-broken", "no answer", { retry: "later" });
  };
  const { clock, heard, mend } = aSource({
    repository: { read: async () => new Map([["b1", pipelineOfOne("quick", { say: { script: "true" } })]]) },
    ledger: { accept, read: ledger.read },
    parser: createInProcessParser(),
    runs: { states: new Map(), add: (runs) => added.push(...runs), cancel: async () => {} },
    seen: { commit: "c2", entries: [{ path: "pipelines/quick.yaml", blob: "b1", mode: "100644" }] },
  });
  mend();
  await passTime(clock, 10_000);

  // By the repository, which is not mended yet; by the ledger; by the cursor that is further than was known.
  assert.deepEqual(heard, ["refused 1", "refused 2", "refused 3", "something new"]);
  assert.deepEqual(new Set(added), new Set((await ledger.read()).runs));
  assert.equal(added[0]?.pipeline, "quick");
});

test("nothing that is new is planned while the status branch names another daemon", async () => {
  const accepted: unknown[] = [];
  const owner = { ledger: "theirs", repository: "r", since: 0, version: "0" };
  const { clock, heard, mend } = aSource({
    ledger: { accept: async (acceptance) => void accepted.push(acceptance), read: () => Promise.reject() },
    seen: { commit: "c2", statusTip: "t1", statusOwner: renderOwner(owner, undefined, undefined) },
  });
  mend();
  await passTime(clock, 2_000);

  assert.deepEqual([accepted, heard.includes("something new")], [[], false]);
});

test("a look that finds nothing new is told as well, so that the refusals before it are over", async () => {
  const { clock, heard, mend } = aSource();
  await passTime(clock, 100);
  mend();
  await passTime(clock, 500);

  assert.deepEqual(heard, ["refused 1", "nothing new"]);
});

/** A source whose repository refuses until it is mended, and then has nothing new; when it was asked, in virtual milliseconds. */
function aSource(
  changes: Partial<Pick<LookParts, "ledger" | "parser" | "runs">> & {
    readonly repository?: Partial<Repository>;
    readonly seen?: Partial<Snapshot>;
  } = {},
) {
  const clock = virtualClock(0);
  const seen: Snapshot = {
    ...{ commit: "c1", branch: "main", repository: "r", entries: [], statusTip: undefined, statusOwner: undefined },
    ...changes.seen,
  };
  const asked: number[] = [];
  const heard: string[] = [];
  let isMended = false;
  let changed = () => {};
  const unused = () => Promise.reject(new Error("nobody asks for this"));
  const repository: Repository = {
    snapshot() {
      asked.push(clock.now());
      if (isMended) return Promise.resolve(seen);
      return Promise.reject(new OperationalError("branch-missing", "There is none.", { retry: "later" }));
    },
    watch(look) {
      changed = look;
      return () => {};
    },
    read: unused,
    changedBy: unused,
    archive: unused,
    record: unused,
    submit: unused,
    ...changes.repository,
  };
  const look = { commit: "c1", standings: [], diagnostics: [], requests: new Set<never>() };
  const known: Known = { ledgerId: "ours", acted: true, cursors: new Map(), fates: new Map(), look };
  const source = startSource(
    {
      parser: { parse: unused, locate: unused, close: unused },
      ledger: { accept: unused, read: unused },
      runs: { states: new Map(), add: () => {}, cancel: unused },
      ...changes,
      repository,
      clock,
      random: { fraction: () => 1, hex: () => "" },
      log: quietLog,
      core,
      isDefinition: () => true,
      firstSync: "start",
      keyId: "k1",
      parsed: new Map(),
      sawStatus: () => {},
    },
    known,
    {
      looked: (looked) => heard.push(looked ? "something new" : "nothing new"),
      refused: (_error, failures) => heard.push(`refused ${failures}`),
      rested: () => {},
    },
  );
  const mend = () => {
    isMended = true;
  };
  return { clock, asked, heard, source, mend, changed: () => changed() };
}
