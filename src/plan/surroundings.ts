import type { Definitions } from "../definitions/definition.ts";
import { pathsDigests } from "./paths-digest.ts";
import type { PlanInput } from "./plan-input.ts";

/** What a look as a whole tells about its pipelines. */
export interface Surroundings {
  readonly input: PlanInput;
  readonly digestOfPaths: (globs: readonly string[]) => string;
  /** Pipelines were known, and now none is defined: most likely a mistake, such as a wrong path. */
  readonly allGone: boolean;
  /** A definition file of which nothing could be read, names neither. */
  readonly unreadable: string | undefined;
}

/** Seen once for each look. */
export function surroundingsOf(input: PlanInput): Surroundings {
  const { definitions, cursors, entries } = input;
  const noneDefined = definitions.pipelines.size === 0 && definitions.invalidPipelines.size === 0;
  const someKnown = [...cursors.values()].some(({ definitionDigest }) => definitionDigest !== null);
  return {
    input,
    digestOfPaths: pathsDigests(entries),
    allGone: noneDefined && someKnown,
    unreadable: unreadableFile(definitions),
  };
}

/** A file with problems that defines nothing, not even something invalid. */
function unreadableFile(definitions: Definitions): string | undefined {
  if (definitions.diagnostics.length === 0) return undefined;
  const { components, pipelines, requests, invalidComponents, invalidPipelines } = definitions;
  const readable = new Set<string>();
  for (const named of [components, pipelines, invalidComponents, invalidPipelines]) {
    for (const { path } of named.values()) readable.add(path);
  }
  for (const { path } of requests) readable.add(path);
  const unreadable = definitions.diagnostics.map(({ file }) => file).filter((file) => !readable.has(file));
  return unreadable.sort()[0];
}
