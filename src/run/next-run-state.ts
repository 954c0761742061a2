import type { Instant } from "../base/instant.ts";
import { answerTo } from "./answer-to.ts";
import { withCall, withLog, withRelease } from "./attempt-facts.ts";
import { withCancel } from "./cancel.ts";
import { endedByEngine } from "./ended-by-engine.ts";
import { findAttempt, withAttempt } from "./find-attempt.ts";
import { freshGraph } from "./fresh-graph.ts";
import type { RunEvent } from "./run-event.ts";
import type { RunState } from "./run-state.ts";
import { sealedByFacts } from "./seal.ts";
import { settle } from "./settle.ts";
import { withStartedAction } from "./start-action.ts";
import { timePassed } from "./time-passed.ts";
import { withLook } from "./with-look.ts";

/** The run after a fact, carried as far as it leads. A fact that is late or repeated gives the same object back. */
export function nextRunState(state: RunState, event: RunEvent): RunState {
  if (event.type === "engineFailed") return endedByEngine(state, event.message, event.at);
  const next = withFact(state, event);
  if (next === state) return state;
  const settled = next.phase === "running" && leadsOn(state, event, next) ? settle(next, event.at) : next;
  return { ...settled, revision: state.revision + 1 };
}

function withFact(state: RunState, event: Exclude<RunEvent, { readonly type: "engineFailed" }>): RunState {
  const { at } = event;
  switch (event.type) {
    case "admitted":
      return event.what === "run" ? begun(state, at) : withStartedAction(state, event.action, at);
    case "time":
      return timePassed(state, at);
    case "called":
      if (answerTo(state, event) !== "accepted") return state;
      return withAttempt(state, event.attempt, (attempt, { plan }) =>
        sealedByFacts(withCall(attempt, event, at), plan.component, at),
      );
    case "observed":
      return withLook(state, event);
    case "logRead":
      return withAttempt(state, event.attempt, (attempt, { plan }) =>
        sealedByFacts(withLog(attempt, event.log), plan.component, at),
      );
    case "released":
      return withAttempt(state, event.attempt, withRelease);
    case "cancelled":
      return withCancel(state, event);
  }
}

/** Of the facts about an attempt only one that seals it means anything to the rest of the run. */
function leadsOn(before: RunState, event: RunEvent, after: RunState): boolean {
  if (!("attempt" in event)) return true;
  return findAttempt(after, event.attempt)?.seal !== findAttempt(before, event.attempt)?.seal;
}

function begun(state: RunState, at: Instant): RunState {
  if (state.phase !== "queued") return state;
  const graph = freshGraph(state.plan, { phase: "pending" }, { phase: "pending" });
  return { ...state, ...graph, phase: "running", startedAt: at };
}
