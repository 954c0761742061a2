import type { PlacedProblem } from "../definitions/definition.ts";

/** The problems of each blob together, so that its text is parsed only once for all of them. */
export function problemsByBlob(
  problems: readonly PlacedProblem[],
): readonly (readonly [blob: string, problems: readonly PlacedProblem[]])[] {
  return [...Map.groupBy(problems, ({ blob }) => blob)];
}
