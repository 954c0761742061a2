import type { Request } from "../definitions/definition.ts";
import { type CancelRequest, judgeCancel } from "./judge-cancel.ts";
import { judgeRunRequest, type RunRequest } from "./judge-run-request.ts";
import { addFate, addStart, type Fate, type PlanDraft } from "./plan-draft.ts";
import type { PlanInput } from "./plan-input.ts";
import { keyOfRequest } from "./request-key.ts";

/**
 * Gives each request that has none its fate: runs in the order of path and document, then cancels. A run that starts
 * with this very look is not there yet for a cancel.
 */
export function planRequests(draft: PlanDraft, allGone: boolean): void {
  for (const request of requestsWithoutFate(draft.input)) {
    if (allGone && request.kind === "Run") {
      // No fate: once the definitions are back, the request is still to be carried out.
      draft.stays.push({ what: `Run ${request.name}`, because: "all definitions are gone at once" });
    } else addFate(draft, request, fateOf(draft, request));
  }
}

function requestsWithoutFate({ definitions, fates }: PlanInput): readonly Request[] {
  return definitions.requests.filter((request) => !fates.has(keyOfRequest(request))).sort(runsFirstByPlace);
}

function runsFirstByPlace(a: Request, b: Request): number {
  if (a.kind !== b.kind) return a.kind === "Run" ? -1 : 1;
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.document - b.document;
}

function fateOf(draft: PlanDraft, request: Request): Fate {
  // On a first sync, only what came with the newest commit is meant for us.
  const { first } = draft.input;
  if (first && !first.newPaths.has(request.path)) return { fate: "nothing-to-do", message: "older than this daemon" };
  return request.kind === "Run" ? planRun(draft, request) : planCancel(draft, request);
}

function planRun(draft: PlanDraft, request: RunRequest): Fate {
  const start = judgeRunRequest(request, draft.input);
  if (!start.ok) return { fate: "refused", message: start.because };
  const { pipeline, commit } = request.spec;
  const run = addStart(draft, { ...start, pipeline, commit, trigger: { type: "request", request: request.name } });
  return { fate: "accepted", message: `starts ${run}`, run };
}

function planCancel(draft: PlanDraft, request: CancelRequest): Fate {
  const fate = judgeCancel(request, draft.input);
  if (fate.fate === "accepted") {
    const { run, reason = `request ${request.name}` } = request.spec;
    draft.cancels.push({ run, by: keyOfRequest(request), reason });
  }
  return fate;
}
