import type { LedgerContent } from "../../../src/ledger/port.ts";

/** What a ledger's user heard of it, or is about to ask. */
export type Said =
  /** The lasting runs, all at this revision. */
  | { readonly saved: number }
  /** All runs up to this number, with the cursor, and the fate of each that came later than the lasting ones. */
  | { readonly accepted: number }
  | { readonly forgetting: number }
  | { readonly forgot: number }
  | { readonly acknowledged: number };

/** The runs 1 to this one are never forgotten. */
export const LASTING_RUNS = 10;

/** What must be in a ledger after all that was said: the latest of each. */
export interface Heard {
  readonly saved?: number;
  readonly accepted?: number;
  readonly forgetting?: number;
  readonly forgot?: number;
  readonly acknowledged?: number;
}

/** What is not in the ledger although it was acknowledged, and what is there by half. */
export function brokenIn(content: LedgerContent, heard: Heard): readonly string[] {
  const { saved = 1, accepted = 0, forgetting = 0, forgot = 0, acknowledged = 0 } = heard;
  const last = content.cursors.get("release")?.lastNumber ?? 0;
  const runs = new Map(content.runs.map((run) => [run.number, run]));
  const lasting = content.runs.filter(({ number }) => number <= LASTING_RUNS);
  const asked = new Set(Array.from(content.fates.values(), ({ name }) => name));
  const later = Array.from({ length: Math.max(0, last - LASTING_RUNS) }, (_, index) => LASTING_RUNS + 1 + index);
  const checks: readonly (readonly [boolean, string])[] = [
    [content.broken.length === 0, "a run cannot be read"],
    [last >= accepted, `run ${accepted} was accepted, and the cursor stands at ${last}`],
    [lasting.length === (last === 0 ? 0 : LASTING_RUNS), `${lasting.length} of ${LASTING_RUNS} runs are there`],
    [lasting.every(({ revision }) => revision >= saved), `revision ${saved} was saved and is lost`],
    [new Set(lasting.map(({ revision }) => revision)).size <= 1, "a save is there by half"],
    [lasting.every(isWhole), "a run is there by half"],
    [[...runs.keys()].every((number) => number <= last), "a run is there without its cursor"],
    [later.every((number) => number <= forgetting || runs.has(number)), "a cursor is there without its run"],
    [later.every((number) => asked.has(`ask-${number}`)), "a cursor is there without its fate"],
    [forgot === 0 || !runs.has(forgot), `run ${forgot} was forgotten and is there`],
    [Number(content.acknowledgedTip ?? 0) >= acknowledged, `tip ${acknowledged} was acknowledged and is lost`],
  ];
  return checks.flatMap(([holds, broken]) => (holds ? [] : [broken]));
}

/** Whether the values of a run are of its revision, that which stands aside included. */
function isWhole(run: LedgerContent["runs"][number]): boolean {
  if (!("actions" in run)) return true;
  const action = run.actions.unit;
  const text = action && "attempts" in action ? action.attempts[0]?.interim?.text : undefined;
  return Number.parseInt(String(text), 10) === run.revision;
}
