import { nearest, parseRunName } from "../base/names.ts";
import type { Request } from "../definitions/definition.ts";
import type { Cursor } from "./plan.ts";
import type { Fate } from "./plan-draft.ts";
import type { PlanInput } from "./plan-input.ts";
import { keyOfRequest } from "./request-key.ts";
import type { RunSummary } from "./run-summary.ts";

/** A document that asks for the end of a run. */
export type CancelRequest = Extract<Request, { kind: "Cancel" }>;

/** Whether a `kind: Cancel` has something to end; otherwise why not, for the person who asked. */
export function judgeCancel(request: CancelRequest, { runs, cursors }: PlanInput): Fate {
  const name = request.spec.run;
  const run = runs.find((candidate) => candidate.run === name);
  // It may have counted before its fate could be written down: then the run may have ended by it.
  const hasCounted = run?.cancelledBy?.includes(keyOfRequest(request)) === true;
  if (run && (hasCounted || isUnderWay(run))) return { fate: "accepted", message: `cancels ${name}`, run: name };
  if (run) return { fate: "nothing-to-do", message: `${name} has ended already: ${run.phase}`, run: name };
  if (wasThere(name, cursors)) return { fate: "nothing-to-do", message: `${name} has ended already`, run: name };
  const meant = nearest(
    name,
    runs.filter(isUnderWay).map((other) => other.run),
  );
  const question = meant === undefined ? "" : `; did you mean ${meant}?`;
  return { fate: "refused", message: `there is no run ${name}${question}` };
}

function isUnderWay({ phase }: RunSummary): boolean {
  return phase === "queued" || phase === "running";
}

/** Runs that are forgotten are known by their numbers only. */
function wasThere(run: string, cursors: ReadonlyMap<string, Cursor>): boolean {
  const parsed = parseRunName(run);
  const last = parsed && cursors.get(parsed.pipeline)?.lastNumber;
  return parsed !== undefined && last !== undefined && parsed.number <= last;
}
