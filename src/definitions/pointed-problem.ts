import type { Place, Problem } from "../base/diagnostic.ts";

/** A problem within one document, by the keys and indices that lead to it. */
export type PointedProblem = Omit<Problem, "place"> & Omit<Place, "document">;

export type Pointer = Place["pointer"];
