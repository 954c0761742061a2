import { actionOf, attemptsOf } from "./action-of.ts";
import { attemptKey } from "./attempt-key.ts";
import { callOf } from "./call-of.ts";
import type { Command } from "./command.ts";
import { type Place, placesOf } from "./place.ts";
import type { AttemptState, RunState } from "./run-state.ts";
import { awaitsLog } from "./seal.ts";

/** How long a program that has said that it stopped may take to do so. */
const GRACE_AFTER_STOP_MS = 1_000;

/** What the state wants done outside. The same state wants the same, until a fact says that it was done. */
export function commandsFor(state: RunState): readonly Command[] {
  if (state.phase === "queued") return [];
  return placesOf(state.plan).flatMap((place) =>
    attemptsOf(actionOf(state, place.plan.name)).flatMap((attempt) => {
      const want = wantOf(attempt, place);
      if (!want) return [];
      const key = attemptKey(state, place.plan.name, attempt.number);
      return { ...want, key: `${key.run}/${key.action}/${key.copy}/${key.attempt}/${want.type}`, attempt: key };
    }),
  );
}

/** One thing at a time, in the order of an attempt's life. */
function wantOf(attempt: AttemptState, { plan }: Place): Want | undefined {
  const { seal, stopped, released, handedOver, startedAt, overdueSince, outOfPatience } = attempt;
  if (released) return undefined;
  if (stopped) return awaitsLog(attempt) ? { type: "readLog" } : seal && { type: "release" };
  if (seal)
    return {
      type: "stop",
      graceMs: callOf(attempt, "COMPONENT_STOP") ? GRACE_AFTER_STOP_MS : plan.component.stopGraceMs,
    };
  if (outOfPatience) return { type: "readLog" };
  if (overdueSince !== undefined) return { type: "observe" };
  return handedOver || startedAt !== undefined ? undefined : { type: "start" };
}

type Want = Command extends infer Each ? (Each extends Command ? Omit<Each, "key" | "attempt"> : never) : never;
