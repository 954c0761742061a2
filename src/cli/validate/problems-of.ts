import { join, relative } from "node:path";
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Tree } from "../load-tree.ts";
import { type Terminal, writeLines } from "../terminal/terminal.ts";
import { diagnosticLines } from "./diagnostic-lines.ts";

/** A problem with its file as the user would name it from the working directory, and the text that it stands in. */
export interface ShownProblem {
  readonly diagnostic: Diagnostic;
  readonly source: string | undefined;
}

/** The problems of a tree, of those of its files that are wanted. */
export async function problemsOf(
  { root, repository, snapshot, loaded }: Tree,
  directory: string,
  isWanted: (path: string) => boolean = () => true,
): Promise<readonly ShownProblem[]> {
  const diagnostics = loaded.diagnostics.filter(({ file }) => isWanted(file));
  const files = new Set(diagnostics.map(({ file }) => file));
  const blobs = new Map(snapshot.entries.filter(({ path }) => files.has(path)).map(({ path, blob }) => [path, blob]));
  const texts = await repository.read([...blobs.values()]);
  return diagnostics.map((diagnostic) => ({
    diagnostic: { ...diagnostic, file: relative(directory, join(root, diagnostic.file)) },
    source: texts.get(blobs.get(diagnostic.file) ?? ""),
  }));
}

/** Writes problems, an empty line after each. */
export function writeProblems(problems: readonly ShownProblem[], terminal: Terminal): void {
  for (const { diagnostic, source } of problems) {
    writeLines(terminal, [...diagnosticLines(diagnostic, source, terminal.paint), ""]);
  }
}
