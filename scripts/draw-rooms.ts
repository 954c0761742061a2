/**
 * Draws which rooms of src/ import which, as a diagram in docs/architecture.md, from the imports themselves. Arrows that
 * follow from others are left out, and base/, which all may import. With --check it fails where the document differs.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const root = join(import.meta.dirname, "..");
const file = join(root, "docs/architecture.md");
const [begin, end] = ["<!-- rooms: drawn by `npm run generate` -->", "<!-- rooms end -->"];

const text = await readFile(file, "utf8");
const drawn = withDiagram(text, diagramOf(withoutShortcuts(await roomImports())));
if (!process.argv.includes("--check")) await writeFile(file, drawn);
else if (drawn !== text) {
  console.error("docs/architecture.md shows other imports than src/ has: `npm run generate` draws them again.");
  process.exitCode = 1;
}

async function roomImports(): Promise<Graph> {
  const { output } = await cruise(["src"], { baseDir: root, includeOnly: "^src/", tsPreCompilationDeps: true });
  if (typeof output === "string") throw new Error("dependency-cruiser answered with a text");
  const { modules }: ICruiseResult = output;
  const graph = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    const from = roomOf(source);
    const imports = graph.get(from) ?? new Set();
    for (const { resolved } of dependencies) if (roomOf(resolved) !== from) imports.add(roomOf(resolved));
    graph.set(from, imports);
  }
  graph.delete("base");
  for (const imports of graph.values()) imports.delete("base");
  return graph;
}

function roomOf(path: string): string {
  return path.split("/")[1] ?? path;
}

/** The transitive reduction of a graph without circles. */
function withoutShortcuts(graph: Graph): Graph {
  const reaches = (from: string, to: string): boolean =>
    [...(graph.get(from) ?? [])].some((next) => next === to || reaches(next, to));
  return new Map(
    [...graph].map(([from, tos]) => [
      from,
      new Set([...tos].filter((to) => ![...tos].some((other) => other !== to && reaches(other, to)))),
    ]),
  );
}

function diagramOf(graph: Graph): string {
  const arrows = [...graph].flatMap(([from, tos]) => [...tos].sort().map((to) => `  ${from} --> ${to}`));
  return ["```mermaid", "flowchart TD", ...arrows.sort(), "```"].join("\n");
}

function withDiagram(document: string, diagram: string): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`docs/architecture.md lacks the lines ${begin} and ${end}`);
  return `${before}${begin}\n${diagram}\n${end}${after}`;
}
