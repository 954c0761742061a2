import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import { core } from "../../src/daemon/core.ts";
import type { Known } from "../../src/daemon/known.ts";
import { startSource } from "../../src/daemon/source-loop.ts";
import type { Repository, Snapshot } from "../../src/repository/port.ts";
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

test("a look that finds nothing new is told as well, so that the refusals before it are over", async () => {
  const { clock, heard, mend } = aSource();
  await passTime(clock, 100);
  mend();
  await passTime(clock, 500);

  assert.deepEqual(heard, ["refused 1", "nothing new"]);
});

/** A source whose repository refuses until it is mended, and then has nothing new; when it was asked, in virtual milliseconds. */
function aSource() {
  const clock = virtualClock(0);
  const seen: Snapshot = { commit: "c1", branch: "main", repository: "r", entries: [], statusTip: undefined };
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
  };
  const look = { commit: seen.commit, standings: [], diagnostics: [], requests: new Set<never>() };
  const known: Known = { ledgerId: "ours", acted: true, cursors: new Map(), fates: new Map(), look };
  const source = startSource(
    {
      repository,
      parser: { parse: unused, locate: unused, close: unused },
      ledger: { accept: unused },
      clock,
      random: { fraction: () => 1, hex: () => "" },
      log: quietLog,
      core,
      isDefinition: () => true,
      firstSync: "start",
      keyId: "k1",
      parsed: new Map(),
      sawStatus: () => {},
      runs: { states: new Map(), add: () => {}, cancel: unused },
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
