import assert from "node:assert/strict";
import { test } from "node:test";
import { core } from "../../src/daemon/core.ts";
import { loadDefinitions } from "../../src/daemon/load-definitions.ts";
import { createInProcessParser } from "../../src/parser/in-process/in-process-parser.ts";
import { isDefinitionPath } from "../../src/plan/definition-paths.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";

const pipeline = (name: string) => `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: ${name} }
spec: { stages: [{ name: s, actions: [{ name: a, spec: { script: "true" } }] }] }
`;

test("a bug over one pipeline makes that one invalid, and no other", async () => {
  const loaded = await load({ "pipelines/a.yaml": pipeline("a"), "pipelines/b.yaml": pipeline("b") }, (name) => {
    if (name === "a") throw new Error("x is undefined");
  });

  assert.deepEqual(
    [...loaded.prepared].map(([name, { problems }]) => [name, problems.length]),
    [
      ["a", 1],
      ["b", 0],
    ],
  );
  const [problem] = loaded.diagnostics;
  assert.deepEqual([problem?.file, problem?.code], ["pipelines/a.yaml", "engine-error"]);
});

test("problems come in the order of files and lines, those of one file and those across files alike", async () => {
  const loaded = await load({
    "pipelines/b.yaml": pipeline("b").replace("script", "scirpt"),
    "pipelines/a.yaml": pipeline("a").replace('spec: { script: "true" }', "component: nowhere"),
  });

  assert.deepEqual(
    loaded.diagnostics.map(({ file, code }) => [file, code]),
    [
      ["pipelines/a.yaml", "unknown-component"],
      ["pipelines/b.yaml", "missing-key"],
      ["pipelines/b.yaml", "unknown-key"],
    ],
  );
});

test("a folder of definitions that is a link or a submodule is refused", async () => {
  const loaded = await load({ "pipelines/a.yaml": pipeline("a"), "components/shared": "" }, () => {}, {
    "components/shared": "160000",
  });

  assert.deepEqual(
    loaded.diagnostics.map(({ file }) => file),
    ["components/shared"],
  );
});

function load(
  files: Readonly<Record<string, string>>,
  check: (name: string) => void = () => {},
  modes: Readonly<Record<string, string>> = {},
) {
  const blobs = new Map(Object.values(files).map((text, index) => [`blob-${index}`, text]));
  const entries = Object.keys(files).map((path, index) => ({
    path,
    blob: `blob-${index}`,
    mode: modes[path] ?? "100644",
  }));
  return loadDefinitions({
    repository: {
      async read(wanted) {
        for (const blob of wanted) assert.ok(blobs.get(blob), "a submodule's commit is no blob of this repository");
        return blobs;
      },
    },
    parser: createInProcessParser(),
    clock: virtualClock(0),
    core: {
      ...core,
      preparePipeline(one, definitions) {
        check(one.name);
        return core.preparePipeline(one, definitions);
      },
    },
    isDefinition: isDefinitionPath(),
    snapshot: { commit: "c", branch: "main", repository: "r", entries, statusTip: undefined, statusOwner: undefined },
    parsed: new Map(),
  });
}
