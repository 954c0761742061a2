import { runName } from "../base/names.ts";
import { NEVER_SEEN } from "../plan/follow-cursor.ts";
import type { Cursor } from "../plan/plan.ts";
import type { RunState } from "../run/run-state.ts";
import type { StatusInput, TipView } from "./status-input.ts";
import { pipelineStatusPath, runStatusPath } from "./status-paths.ts";

/**
 * What may be said on this tip: a cursor that has moved for a run, and the fate of a request that started it, are not
 * said before the run is. A ledger that takes the branch over would believe that it was done. `states`: all runs.
 */
export function heldBack(
  input: StatusInput,
  states: Iterable<RunState>,
  { paths, summaries }: Pick<TipView, "paths" | "summaries">,
): StatusInput {
  const said = new Set(input.runs.map(({ uid }) => uid));
  const unsaid = [...states].filter(
    ({ uid, pipeline, number }) => !said.has(uid) && !paths.has(runStatusPath(pipeline, number)),
  );
  if (unsaid.length === 0) return input;
  const names = new Set(unsaid.map(({ pipeline, number }) => runName(pipeline, number)));
  const cursors = new Map<string, Cursor>(input.cursors);
  for (const [pipeline, runs] of Map.groupBy(unsaid, ({ pipeline }) => pipeline)) {
    const atTip = summaries.get(paths.get(pipelineStatusPath(pipeline)) ?? "")?.cursor ?? NEVER_SEEN;
    const lastNumber = Math.min(...runs.map(({ number }) => number)) - 1;
    cursors.set(pipeline, { ...atTip, lastNumber: Math.max(atTip.lastNumber, lastNumber) });
  }
  const fates = new Map([...input.fates].filter(([, { run }]) => run === undefined || !names.has(run)));
  return { ...input, cursors, fates };
}
