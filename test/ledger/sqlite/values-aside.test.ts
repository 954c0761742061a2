import assert from "node:assert/strict";
import { test } from "node:test";
import { putValuesBack, setValuesAside, type ValuesAside } from "../../../src/ledger/sqlite/values-aside.ts";

const LARGE = "x".repeat(4_097);

function asRead({ text, values }: { readonly text: string; readonly values: ValuesAside }): unknown {
  const progress: unknown = JSON.parse(text);
  putValuesBack(progress, new Map(Array.from(values, ([path, value]) => [path, JSON.stringify(value)])));
  return progress;
}

for (const [what, progress, paths] of [
  ["a small progress", { phase: "queued", outputs: { a: "small" } }, []],
  [
    "a large text",
    { actions: { unit: { attempts: [{ log: { tail: LARGE } }] } } },
    [`["actions","unit","attempts",0,"log","tail"]`],
  ],
  ["a large map of small values", { outputs: { list: Array.from(LARGE, () => 1) } }, [`["outputs"]`]],
  ["a small value beside a large one", { outputs: { a: 1 }, interim: { b: LARGE } }, [`["interim"]`]],
  [
    "names of actions that are names of fields",
    { actions: { result: { result: LARGE }, with: { phase: "pending" } } },
    [`["actions","result"]`],
  ],
  ["keys that need quoting", { stages: { 'a"],': { result: LARGE } } }, [`["stages","a\\"],","result"]`]],
  [
    "many small facts",
    { stages: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`s${i}`, { phase: "pending" }])) },
    [],
  ],
] as const) {
  test(`${what}: comes back as it was, with what is large and said by others aside`, () => {
    const encoded = setValuesAside(progress);

    assert.deepEqual([...encoded.values.keys()], paths);
    assert.deepEqual(asRead(encoded), progress);
  });
}

test("what stood aside stays there, and what became small comes back in", () => {
  const before = setValuesAside({ outputs: { a: LARGE }, interim: { b: LARGE } }).values;

  const after = setValuesAside(
    { outputs: before.get(`["outputs"]`), interim: { b: "small" }, result: undefined },
    before,
  );

  assert.deepEqual([...after.values.keys()], [`["outputs"]`]);
  assert.deepEqual(asRead(after), { outputs: { a: LARGE }, interim: { b: "small" } });
});
