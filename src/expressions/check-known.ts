import type { CelObjectType, CelType } from "./cel-type.ts";
import type { CelProblem } from "./expression-problem.ts";
import type { Present } from "./presence.ts";

/** What is known where a part of an expression stands, while it is checked. */
export interface Known {
  readonly scope: CelObjectType;
  /** The names that `all`, `map` and the like give to their items. */
  readonly variables: ReadonlyMap<string, CelType>;
  readonly present: Present;
  readonly report: Report;
}

export type Report = (code: CelProblem["code"], message: string, hint?: string) => void;

/** Names that will mean something one day; nobody may give them another meaning. */
export const RESERVED: readonly string[] = ["vars", "event", "matrix"];

/** Names that mean something, though not everywhere. */
export const SCOPE: readonly string[] = ["inputs", "actions", "run"];
