import { pathsDigests } from "./paths-digest.ts";
import type { PlanInput } from "./plan-input.ts";

/** What a look as a whole tells about its pipelines. */
export interface Surroundings {
  readonly input: PlanInput;
  readonly digestOfPaths: (globs: readonly string[]) => string;
  /** Pipelines were known, and now none is defined: most likely a mistake, such as a wrong path. */
  readonly allGone: boolean;
}

/** Seen once for each look. */
export function surroundingsOf(input: PlanInput): Surroundings {
  const { definitions, cursors, entries } = input;
  const noneDefined = definitions.pipelines.size === 0 && definitions.invalidPipelines.size === 0;
  const someKnown = [...cursors.values()].some(({ definitionDigest }) => definitionDigest !== null);
  return { input, digestOfPaths: pathsDigests(entries), allGone: noneDefined && someKnown };
}
