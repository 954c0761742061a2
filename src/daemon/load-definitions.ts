import type { Clock } from "../base/clock.ts";
import { byPlace, type Diagnostic } from "../base/diagnostic.ts";
import type { Definitions, Origin, ParsedFile, PlacedProblem } from "../definitions/definition.ts";
import type { Parser } from "../parser/port.ts";
import { componentProblems } from "../plan/component-problems.ts";
import type { PreparedPipeline } from "../plan/prepared.ts";
import type { Entry, Repository, Snapshot } from "../repository/port.ts";
import type { Core } from "./core.ts";

/** Everything a snapshot defines, checked, each pipeline together with the components that it uses. */
export interface LoadedDefinitions {
  readonly definitions: Definitions;
  readonly prepared: ReadonlyMap<string, PreparedPipeline>;
  /** All problems, of files and across them, in the order of file, line, column. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What was parsed before, by blob id; only blobs of the last snapshot are kept. */
export type ParsedFiles = Map<string, ParsedFile>;

/** Slices of this length leave the event loop free in between. */
const SLICE_MS = 10;

export async function loadDefinitions(parts: {
  readonly repository: Pick<Repository, "read">;
  readonly parser: Parser;
  readonly clock: Clock;
  readonly core: Pick<Core, "assembleDefinitions" | "preparePipeline">;
  readonly isDefinition: (path: string) => boolean;
  readonly snapshot: Snapshot;
  readonly parsed: ParsedFiles;
}): Promise<LoadedDefinitions> {
  const entries = parts.snapshot.entries.filter((entry) => mayDefine(entry, parts.isDefinition));
  await parseNew(
    parts,
    entries.filter(isFile).map((entry) => entry.blob),
  );
  const definitions = parts.core.assembleDefinitions(entries, parts.parsed);
  const prepared = new Map<string, PreparedPipeline>();
  const problems: PlacedProblem[] = [];
  const slice = slicesOf(parts.clock);
  for (const component of definitions.components.values()) {
    problems.push(
      ...orBug(
        component,
        () => componentProblems(component),
        (bug) => [bug],
      ),
    );
    if (slice.isUp()) await slice.next();
  }
  for (const [name, pipeline] of definitions.pipelines) {
    const prepare = () => parts.core.preparePipeline(pipeline, definitions);
    const one = orBug(pipeline, prepare, (bug) => ({ problems: [bug], definitionDigest: "" }));
    prepared.set(name, one);
    problems.push(...one.problems);
    if (slice.isUp()) await slice.next();
  }
  const located = await locate(parts, problems);
  return { definitions, prepared, diagnostics: [...definitions.diagnostics, ...located].sort(byPlace) };
}

/** A link or submodule that could hold definitions is looked at too, and refused there. */
function mayDefine(entry: Entry, isDefinition: (path: string) => boolean): boolean {
  return isDefinition(entry.path) || (!isFile(entry) && isDefinition(`${entry.path}/definition.yaml`));
}

function isFile({ mode }: Entry): boolean {
  return mode.startsWith("100");
}

async function parseNew(
  parts: { readonly repository: Pick<Repository, "read">; readonly parser: Parser; readonly parsed: ParsedFiles },
  blobs: readonly string[],
): Promise<void> {
  const wanted = new Set(blobs);
  const fresh = [...wanted].filter((blob) => !parts.parsed.has(blob));
  if (fresh.length > 0) {
    const texts = await parts.repository.read(fresh);
    const files = await parts.parser.parse(fresh.map((blob) => ({ blob, text: texts.get(blob) ?? "" })));
    for (const file of files) parts.parsed.set(file.blob, file);
  }
  for (const blob of parts.parsed.keys()) if (!wanted.has(blob)) parts.parsed.delete(blob);
}

async function locate(
  parts: { readonly repository: Pick<Repository, "read">; readonly parser: Parser },
  problems: readonly PlacedProblem[],
): Promise<readonly Diagnostic[]> {
  if (problems.length === 0) return [];
  const texts = await parts.repository.read([...new Set(problems.map((problem) => problem.blob))]);
  return parts.parser.locate(problems, texts);
}

/** A bug of ours over one definition makes that one invalid, and holds up no other. */
function orBug<Result>(origin: Origin, work: () => Result, otherwise: (bug: PlacedProblem) => Result): Result {
  try {
    return work();
  } catch (error) {
    const { path, blob, document } = origin;
    const message = `this could not be checked, because of a bug: ${error instanceof Error ? error.message : error}`;
    const hint = "Please report it, with this definition; everything else goes on.";
    return otherwise({ path, blob, place: { document, pointer: [] }, code: "engine-error", message, hint });
  }
}

/** Lets everything else go first between two slices of time; it is asked thousands of times, so asking is cheap. */
function slicesOf(clock: Clock): { readonly isUp: () => boolean; readonly next: () => Promise<void> } {
  let since = clock.now();
  return {
    isUp: () => clock.now() - since >= SLICE_MS,
    async next() {
      await clock.breathe();
      since = clock.now();
    },
  };
}
