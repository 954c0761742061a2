import { runName } from "../base/names.ts";
import type { Request } from "../definitions/definition.ts";
import { nextRunCursor } from "./follow-cursor.ts";
import type { Cursor, Plan, PlannedStart, RequestFate } from "./plan.ts";
import type { PlanInput } from "./plan-input.ts";

/** A plan while it grows; `cursors` has those that move. */
export type PlanDraft = { readonly input: PlanInput; readonly cursors: Map<string, Cursor> } & {
  readonly [part in "starts" | "cancels" | "stays" | "refused" | "fates" | "pipelines"]: Plan[part][number][];
};

/** A plan in which nothing follows yet. */
export function newDraft(input: PlanInput): PlanDraft {
  return { input, starts: [], cancels: [], stays: [], refused: [], cursors: new Map(), fates: [], pipelines: [] };
}

/** Adds a run under the pipeline's next number, and answers its name: several of one look follow each other. */
export function addStart(
  draft: PlanDraft,
  start: Omit<PlannedStart, "number" | "commit"> & { readonly commit?: string | undefined },
): string {
  const { pipeline, commit = draft.input.commit, trigger, execution } = start;
  const cursor = nextRunCursor(draft.cursors.get(pipeline) ?? draft.input.cursors.get(pipeline));
  draft.cursors.set(pipeline, cursor);
  draft.starts.push({ pipeline, number: cursor.lastNumber, commit, trigger, with: start.with, execution });
  return runName(pipeline, cursor.lastNumber);
}

/** What becomes of a request, for good. */
export type Fate = Pick<RequestFate, "fate" | "message" | "run">;

/** Adds what becomes of a request. */
export function addFate(draft: PlanDraft, request: Request, fate: Fate): void {
  const { kind, name, specDigest: digest } = request;
  const { commit, at } = draft.input;
  draft.fates.push({ kind, name, digest, commit, at, ...fate });
  const reasoned = { what: `${kind} ${name}`, because: fate.message };
  if (fate.fate === "refused") draft.refused.push(reasoned);
  if (fate.fate === "nothing-to-do") draft.stays.push(reasoned);
}

/** The finished plan. */
export function planOf({ input, cursors, ...parts }: PlanDraft): Plan {
  const moves = [...cursors].map(([pipeline, to]) => {
    const from = input.cursors.get(pipeline);
    return { pipeline, ...(from && { from }), to };
  });
  return { commit: input.commit, at: input.at, ...parts, cursors: moves, diagnostics: input.diagnostics };
}
