import assert from "node:assert/strict";
import { sha256 } from "../../src/base/digest.ts";
import { assembleDefinitions } from "../../src/definitions/assemble-definitions.ts";
import type { Definitions, Pipeline } from "../../src/definitions/definition.ts";
import { parseFile } from "../../src/definitions/parse-file.ts";

/** What these files define; each must be sound by itself. */
export function definitionsOf(files: { readonly [path: string]: string }): Definitions {
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    blob: sha256(text).slice(0, 40),
    mode: "100644",
  }));
  const parsed = entries.map(({ path, blob }) => [blob, parseFile(blob, files[path] ?? "")] as const);
  return assembleDefinitions(entries, new Map(parsed));
}

/** A component of this name, from the lines of its spec. */
export function component(name: string, spec: string): { readonly [path: string]: string } {
  return { [`components/${name}.yaml`]: document("Component", name, spec) };
}

/** A pipeline called `p`, from the lines of its spec. */
export function pipeline(spec: string): { readonly [path: string]: string } {
  return { "pipelines/p.yaml": document("Pipeline", "p", spec) };
}

/** The pipeline `p`. */
export function pipelineOf(definitions: Definitions): Pipeline {
  assert.deepEqual(definitions.diagnostics, []);
  const found = definitions.pipelines.get("p");
  assert.ok(found);
  return found;
}

function document(kind: string, name: string, spec: string): string {
  const lines = spec.split("\n").filter((line) => line.trim() !== "");
  const margin = Math.min(...lines.map((line) => line.search(/\S/)));
  const indented = lines.map((line) => `  ${line.slice(margin)}\n`);
  return `apiVersion: pilotage/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${indented.join("")}`;
}
