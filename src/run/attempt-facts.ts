import type { Instant } from "../base/instant.ts";
import type { Call, LogReading, Observation } from "./run-event.ts";
import type { AttemptState, CallFact, ExitFact } from "./run-state.ts";

/** The attempt once a call that counts is stored. Disorder is harmless: whoever calls has been started. */
export function withCall(attempt: AttemptState, { event, body, problems }: Call, at: Instant): AttemptState {
  const fact: CallFact = { event, at, ...body, ...(problems.length > 0 && { secretInOutput: true }) };
  const isStatus = event === "TASK_STATUS";
  const others = isStatus ? attempt.calls.filter((call) => call.event !== event) : attempt.calls;
  return {
    ...attempt,
    startedAt: attempt.startedAt ?? at,
    calls: [...others, fact],
    ...(body.progress !== undefined && { progress: body.progress }),
    ...(isStatus && body.output && { interim: body.output }),
  };
}

/** The attempt as its runtime sees it; `at` is when the look began. What is known already stays as it is. */
export function withObservation(attempt: AttemptState, observation: Observation, at: Instant): AttemptState {
  switch (observation.is) {
    case "absent":
      return withAbsence(attempt, at);
    case "starting":
      return attempt.handedOver ? attempt : { ...attempt, handedOver: true, startingSince: at };
    case "running":
      if (attempt.handedOver && attempt.startedAt !== undefined) return attempt;
      return {
        ...attempt,
        handedOver: true,
        startedAt: attempt.startedAt ?? startOf(attempt, observation.startedAt ?? at, at),
      };
    case "ended":
    case "gone":
      return attempt.exit ? attempt : withExit(attempt, observation, at);
  }
}

/** The attempt once its log is read to its end: where nothing writes to it any more, or nobody waits for what will be. */
export function withLog(attempt: AttemptState, { bytes, tail, outputs, problems }: LogReading): AttemptState {
  if (!(attempt.stopped || attempt.outOfPatience) || attempt.log) return attempt;
  return { ...attempt, log: { bytes, tail, outputs, ...(problems.length > 0 && { secretInOutput: true }) } };
}

/** The attempt once nothing is left of it outside. */
export function withRelease(attempt: AttemptState): AttemptState {
  const isOver = attempt.seal !== undefined && attempt.stopped;
  return isOver && !attempt.released ? { ...attempt, released: true } : attempt;
}

/** The runtime has nothing of it. After the seal that means nothing: a start may be under way, until `stop` has barred it. */
function withAbsence(attempt: AttemptState, at: Instant): AttemptState {
  if (attempt.seal || attempt.exit) return attempt;
  if (attempt.startedAt === undefined) {
    const { handedOver, startingSince: _, ...again } = attempt;
    return handedOver ? again : attempt;
  }
  const isOlderThanTheStart = at < attempt.startedAt;
  return isOlderThanTheStart ? attempt : withExit(attempt, { is: "gone" }, at);
}

/**
 * Runtimes tell times by clocks of their own. Where that says that it started before this was decided, the clock was set
 * back, and it counts from `at`, when it was first seen.
 */
function startOf({ createdAt }: AttemptState, told: Instant, at: Instant): Instant {
  return told < createdAt ? at : told;
}

/** An end that says nothing about itself is a loss; after the seal it is what we asked for. */
function withExit(attempt: AttemptState, observation: Observation, at: Instant): AttemptState {
  const { endedAt, exitCode, signal, message } = observation;
  const hasRun = exitCode !== undefined || signal !== undefined;
  const cause = observation.cause ?? (hasRun || attempt.seal ? undefined : "lost");
  const start = observation.startedAt ?? (hasRun ? (endedAt ?? at) : undefined);
  const startedAt = attempt.startedAt ?? (start === undefined ? undefined : startOf(attempt, start, at));
  const exit: ExitFact = {
    at,
    // Runtimes tell times by coarser clocks than ours: a short program seems to end before it starts.
    ...(endedAt !== undefined && { endedAt: Math.max(endedAt, startedAt ?? endedAt) }),
    ...(exitCode !== undefined && { exitCode }),
    ...(signal !== undefined && { signal }),
    ...(cause !== undefined && { cause }),
    ...(message !== undefined && { message }),
  };
  const { overdueSince: _, outOfPatience: __, ...rest } = attempt;
  return { ...rest, handedOver: true, ...(startedAt !== undefined && { startedAt }), exit, stopped: true };
}
