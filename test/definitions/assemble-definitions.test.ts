import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { assembleDefinitions, type DefinitionEntry } from "../../src/definitions/assemble-definitions.ts";
import { parseFile } from "../../src/definitions/parse-file.ts";
import { component, pipeline } from "./problems-of.ts";

const STAGES = "stages: [{ name: s, actions: [{ name: a, component: x }] }]";
const RUN = "apiVersion: pilotage/v1\nkind: Run\nmetadata: { name: x }\nspec: { pipeline: x }\n";
const CANCEL = "apiVersion: pilotage/v1\nkind: Cancel\nmetadata: { name: x }\nspec: { run: x-1 }\n";

/** A snapshot in which each text is its own blob. */
function assemble(files: Readonly<Record<string, string>>, modes: Readonly<Record<string, string>> = {}) {
  const entries = Object.entries(files).map(([path, text]) => ({ path, blob: text, mode: modes[path] ?? "100644" }));
  return assembleDefinitions(entries, parsed(entries));
}

function parsed(entries: readonly DefinitionEntry[]) {
  return new Map(entries.map(({ blob }) => [blob, parseFile(blob, blob)]));
}

describe("a snapshot's files together", () => {
  test("give components and pipelines by name, and requests in the order of their paths", () => {
    const script = component("script: make");

    const found = assemble({
      "runs/b.yaml": CANCEL,
      "all.yaml": `${script}---\n${pipeline(STAGES)}`,
      "runs/a.yaml": RUN,
    });

    const { path, blob, document } = found.pipelines.get("x") ?? {};
    assert.deepEqual({ path, document }, { path: "all.yaml", document: 1 });
    assert.equal(blob, `${script}---\n${pipeline(STAGES)}`);
    assert.deepEqual([...found.components.keys()], ["x"]);
    assert.deepEqual(
      found.requests.map(({ kind, path }) => [kind, path]),
      [
        ["Run", "runs/a.yaml"],
        ["Cancel", "runs/b.yaml"],
      ],
    );
    assert.deepEqual(found.diagnostics, []);
  });

  test("keep what is invalid by its name, with its problems under its path", () => {
    const found = assemble({ "a.yaml": component("imge: a"), "b.yaml": pipeline("stage: a") });

    assert.deepEqual([...found.invalidComponents.keys(), ...found.invalidPipelines.keys()], ["x", "x"]);
    assert.equal(found.invalidPipelines.get("x")?.path, "b.yaml");
    assert.deepEqual([found.components.size, found.pipelines.size], [0, 0]);
    assert.deepEqual(
      found.diagnostics.map(({ file, line, code }) => `${file}:${line} ${code}`),
      ["a.yaml:4 missing-key", "a.yaml:5 unknown-key", "b.yaml:4 missing-key", "b.yaml:5 unknown-key"],
    );
  });

  test("make two documents of the same kind and name invalid, each naming the other", () => {
    const found = assemble({
      "a.yaml": component("image: a"),
      "b/c.yaml": `\n\n${component("image: b")}`,
      "d.yaml": pipeline(STAGES),
    });

    assert.equal(found.components.size, 0);
    assert.deepEqual([...found.invalidComponents.keys()], ["x"]);
    assert.deepEqual([...found.pipelines.keys()], ["x"]);
    assert.deepEqual(found.diagnostics, [
      {
        file: "a.yaml",
        line: 3,
        column: 19,
        code: "duplicate-name",
        message: "Component x is defined in b/c.yaml:5 too, so neither of them counts",
        hint: "Remove or rename one.",
      },
      {
        file: "b/c.yaml",
        line: 5,
        column: 19,
        code: "duplicate-name",
        message: "Component x is defined in a.yaml:3 too, so neither of them counts",
        hint: "Remove or rename one.",
      },
    ]);
  });

  test("make a document invalid whose namesake is invalid", () => {
    const found = assemble({ "a.yaml": component("image: a"), "b.yaml": component("imge: a") });

    assert.deepEqual([[...found.components.keys()], [...found.invalidComponents.keys()]], [[], ["x"]]);
  });

  test("make two requests of the same kind and name nothing", () => {
    const found = assemble({ "runs/a.yaml": RUN, "runs/b.yaml": `${RUN}\n`, "runs/c.yaml": CANCEL });

    assert.deepEqual(
      found.requests.map(({ kind }) => kind),
      ["Cancel"],
    );
    assert.deepEqual(
      found.diagnostics.map(({ file, code }) => `${file} ${code}`),
      ["runs/a.yaml duplicate-name", "runs/b.yaml duplicate-name"],
    );
  });

  test("count a blob that lies at two paths twice", () => {
    const blob = component("image: a");
    const entries = ["a.yaml", "b.yaml"].map((path) => ({ path, blob, mode: "100644" }));

    assert.deepEqual(assembleDefinitions(entries, parsed(entries)).components.size, 0);
  });

  test("are plain files: links and submodules are refused, whatever they hold", () => {
    const modes = { "link.yaml": "120000", "sub.yaml": "160000" };
    const found = assemble({ "link.yaml": component("image: a"), "sub.yaml": pipeline(STAGES) }, modes);

    assert.deepEqual([found.components.size, found.pipelines.size], [0, 0]);
    assert.deepEqual(
      found.diagnostics.map(({ file, code, message }) => `${file} ${code}: ${message}`),
      [
        "link.yaml not-a-file: this is a symbolic link, and definitions are read from plain files only",
        "sub.yaml not-a-file: this is a submodule, and definitions are read from plain files only",
      ],
    );
  });

  test("are the same in whatever order they come", () => {
    const texts = [
      component("image: a"),
      component("imge: b"),
      pipeline(STAGES),
      RUN,
      CANCEL,
      "a: [",
      `${RUN}---\n${CANCEL}`,
    ];
    const entries = texts.map((blob, index) => ({
      path: `${index}.yaml`,
      blob,
      mode: index === 6 ? "120000" : "100644",
    }));
    const expected = assembleDefinitions(entries, parsed(entries));

    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        assert.deepEqual(assembleDefinitions(shuffled, parsed(shuffled)), expected);
      }),
    );
  });
});
