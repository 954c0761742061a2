import { byPlace, type Diagnostic } from "../base/diagnostic.ts";
import { memoOf } from "../base/memo.ts";
import type {
  Component,
  Definitions,
  InvalidDocument,
  Origin,
  ParsedDocument,
  ParsedFile,
  Pipeline,
  Request,
} from "./definition.ts";

/** A file under the definition paths, as the snapshot lists it. */
export interface DefinitionEntry {
  readonly path: string;
  readonly blob: string;
  /** Git's file mode, e.g. `100644`. */
  readonly mode: string;
}

const LINK = "120000";
const SUBMODULE = "160000";

/**
 * All that the files of a snapshot define together. Two documents of the same kind and name are both invalid. The order
 * of the entries does not matter.
 */
export function assembleDefinitions(
  entries: readonly DefinitionEntry[],
  files: ReadonlyMap<string, ParsedFile>,
): Definitions {
  const diagnostics: Diagnostic[] = [];
  const found = new Map<string, Found[]>();
  for (const { path, blob, mode } of entries.toSorted(byPath)) {
    if (mode === LINK || mode === SUBMODULE) {
      diagnostics.push(notAFile(path, mode));
      continue;
    }
    const file = files.get(blob);
    if (!file) continue;
    for (const problem of file.problems) diagnostics.push({ file: path, ...problem });
    for (const document of placedDocuments(file, path)) add(document);
  }
  for (const same of found.values()) diagnostics.push(...duplicates(same));
  return { ...byKind(found.values()), diagnostics: diagnostics.sort(byPlace) };

  function add(document: Found): void {
    const name = `${document.kind}/${document.name}`;
    const same = found.get(name);
    if (same) same.push(document);
    else found.set(name, [document]);
  }
}

type Found = (ParsedDocument | InvalidDocument) & Origin;

const placed = memoOf<ParsedFile, Map<string, readonly Found[]>>();

/** The documents of a file at a path: the same values each time, so that what follows from them can be remembered. */
function placedDocuments(file: ParsedFile, path: string): readonly Found[] {
  const byPath = placed(file, () => new Map());
  const known = byPath.get(path);
  if (known) return known;
  const found = [...file.documents, ...file.invalid].map((document) => ({ ...document, path, blob: file.blob }));
  if (byPath.size === MOST_PLACES) byPath.clear();
  byPath.set(path, found);
  return found;
}

/** At which one file is remembered. */
const MOST_PLACES = 8;

function byKind(found: Iterable<readonly Found[]>): Omit<Definitions, "diagnostics"> {
  const components = new Map<string, Component>();
  const pipelines = new Map<string, Pipeline>();
  const requests: Request[] = [];
  const invalidComponents = new Map<string, Origin>();
  const invalidPipelines = new Map<string, Origin>();
  for (const [document, other] of found) {
    if (document === undefined) continue;
    if (other !== undefined || !("spec" in document)) {
      if (document.kind === "Component") invalidComponents.set(document.name, document);
      if (document.kind === "Pipeline") invalidPipelines.set(document.name, document);
    } else if (document.kind === "Component") components.set(document.name, document);
    else if (document.kind === "Pipeline") pipelines.set(document.name, document);
    else requests.push(document);
  }
  return { components, pipelines, requests, invalidComponents, invalidPipelines };
}

function duplicates(same: readonly Found[]): readonly Diagnostic[] {
  if (same.length < 2) return [];
  return same.map((document) => {
    const other = same[0] === document ? same[1] : same[0];
    const place = [other?.path, other?.line].filter((part) => part !== undefined).join(":");
    const message = `${document.kind} ${document.name} is defined in ${place} too, so neither of them counts`;
    return {
      file: document.path,
      ...positionOf(document),
      code: "duplicate-name",
      message,
      hint: "Remove or rename one.",
    };
  });
}

function positionOf({ line, column }: Found): Pick<Diagnostic, "line" | "column"> {
  return line === undefined || column === undefined ? {} : { line, column };
}

function notAFile(path: string, mode: string): Diagnostic {
  const what = mode === LINK ? "a symbolic link" : "a submodule";
  const message = `this is ${what}, and definitions are read from plain files only`;
  return { file: path, code: "not-a-file", message, hint: "Put a file in its place." };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
