import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../../src/base/json.ts";
import { joinRun, splitRun } from "../../../src/ledger/sqlite/run-row.ts";
import type { RunState } from "../../../src/run/run-state.ts";
import { aRun, openAction, running } from "../run-fixture.ts";

const run = running(aRun(1), 2, openAction({}));

/** Both parts of a run as JSON, one of them changed at a path. */
function rowOf(state: RunState, path: readonly string[] = [], value: Json | undefined = undefined) {
  const parts: Parts = JSON.parse(JSON.stringify(splitRun(state)));
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce<Parts>((part, step) => part[step] as Parts, parts);
  if (last !== undefined) holder[last] = value;
  const { record, progress } = parts;
  return { uid: state.uid, record: JSON.stringify(record), progress: JSON.stringify(progress), values: new Map() };
}

interface Parts {
  [name: string]: unknown;
}

test("a run comes back as it was", () => {
  for (const state of [aRun(1), run]) assert.deepEqual(joinRun(rowOf(state)), state);
});

for (const [path, value] of [
  ["record.formatVersion", 2],
  ["record.uid", "f".repeat(20)],
  ["record.plan", null],
  ["record.plan", {}],
  ["record.plan.stages", {}],
  ["record.plan.stages", [null]],
  ["record.plan.stages", [{ name: "verify" }]],
  ["record.plan.finally", [{ name: "tell" }]],
  ["record.plan.group", undefined],
  ["progress.revision", "3"],
  ["progress.phase", "done"],
  ["progress.stages", null],
  ["progress.actions", null],
  ["progress.actions.unit", 1],
  ["progress.actions.unit.attempts", {}],
  ["progress.actions.unit.attempts", [null]],
  ["progress.cancels", undefined],
] as const) {
  test(`rows with ${JSON.stringify(value)} as ${path} are of no run`, () => {
    assert.throws(() => joinRun(rowOf(run, path.split("."), value)), /no run of a format that this version reads/);
  });
}

test("a value's path leads to nothing but what stands in the row", () => {
  for (const path of [["__proto__", "polluted"], ["actions", "constructor", "polluted"], ["actions"], []]) {
    const values = new Map([[JSON.stringify(path), '"yes"']]);

    assert.throws(() => joinRun({ ...rowOf(run), values }));
  }
  assert.equal("polluted" in {}, false);
});
