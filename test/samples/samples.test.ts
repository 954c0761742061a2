import assert from "node:assert/strict";
import { glob, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { before, describe, test } from "node:test";
import type { RunStatus } from "../../src/status/run-status.ts";
import { pilotageProcess } from "../fixtures/pilotage-process.ts";

const root = join(import.meta.dirname, "../..");

describe("the samples", () => {
  const runs = new Map<string, RunStatus>();
  before(async () => {
    for await (const path of glob("pipelines/*.yaml", { cwd: root })) {
      const { out, err } = await pilotageProcess(root, ["run", basename(path, ".yaml"), "-o", "json"]);
      assert.equal(err, "");
      runs.set(basename(path, ".yaml"), JSON.parse(out));
    }
  });

  test("in pipelines/ all run green", () => {
    const ends = [...runs].map(([name, { status }]) => [name, status.phase, status.message]);

    assert.deepEqual(
      ends,
      [...runs.keys()].map((name) => [name, "succeeded", undefined]),
    );
  });

  test("in pipelines/components/ are all used", async () => {
    const used = new Set([...runs.values()].flatMap(({ spec }) => spec.definitions.map(({ path }) => path)));

    const files = await Array.fromAsync(glob("pipelines/components/*.yaml", { cwd: root }));

    assert.deepEqual(
      files.filter((path) => !used.has(path)),
      [],
    );
  });

  test("in examples/ are all built or tested", async () => {
    const inputs = [...runs.values()].flatMap(({ status }) =>
      status.stages.flatMap((stage) => stage.actions.flatMap((action) => Object.values(action.with ?? {}))),
    );

    const examples = await readdir(join(root, "examples"));

    assert.ok(examples.length > 0);
    assert.deepEqual(
      examples.filter((example) => !inputs.includes(`examples/${example}`)),
      [],
    );
  });

  test("give what they promise", () => {
    assert.deepEqual(runs.get("hello")?.status.outputs, { greeting: "Hello, World!" });
    assert.deepEqual(runs.get("roman")?.status.outputs, { numeral: "MMXXVI" });
    assert.equal(runs.get("build")?.status.outputs.passed, 5);
  });

  test("call back, where a component wants to say more than an exit code", () => {
    const bundle = runs.get("build")?.status.stages.find(({ name }) => name === "build")?.actions[0];

    assert.deepEqual(
      bundle?.attempts?.[0]?.events.map(({ event }) => event),
      ["COMPONENT_START", "TASK_START", "TASK_STATUS", "TASK_RESULT", "COMPONENT_STOP"],
    );
  });
});
