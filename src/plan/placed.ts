import type { Origin, PlacedProblem } from "../definitions/definition.ts";
import type { PointedProblem } from "../definitions/pointed-problem.ts";

/** Problems of one document, with where it stands. */
export function placed(
  { path, blob, document }: Origin,
  problems: readonly PointedProblem[],
): readonly PlacedProblem[] {
  return problems.map(({ pointer, key, ...problem }) => ({
    ...problem,
    path,
    blob,
    place: { document, pointer, ...(key && { key }) },
  }));
}
