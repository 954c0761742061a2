import assert from "node:assert/strict";
import { test } from "node:test";
import { restoreLost } from "../../src/daemon/restore-lost.ts";
import { quietLog } from "./quiet-log.ts";

test("what a rewritten status branch lost is written again, and the log says of how many files", async () => {
  const { restored, said } = await restoring({ "status/a.yaml": "a", "status/b.yaml": "b", "status/c.yaml": "c" });

  assert.deepEqual([...restored.keys()], ["status/a.yaml", "status/b.yaml"]);
  assert.deepEqual(said, [["the status branch was rewritten: what it lost is written again", { files: 2 }]]);
});

test("where nothing was lost the log says nothing", async () => {
  const { restored, said } = await restoring({ "status/c.yaml": "c" });

  assert.deepEqual([restored.size, said], [0, []]);
});

/** A branch that held `before` and now holds nothing but `status/c.yaml`. */
async function restoring(before: { readonly [path: string]: string }) {
  const said: unknown[] = [];
  const log = { ...quietLog, warn: (...words: readonly unknown[]) => void said.push(words) };
  const tip = { ...treeOf({ "status/c.yaml": "c" }), lost: treeOf(before) };
  const { restored } = await restoreLost(tip, true, log);
  return { restored, said };
}

function treeOf(files: { readonly [path: string]: string }) {
  return {
    commit: "c1",
    list: async () => new Map(Object.keys(files).map((path) => [path, `blob of ${path}`])),
    read: async (paths: readonly string[]) => new Map(paths.map((path) => [path, files[path] ?? ""])),
  };
}
