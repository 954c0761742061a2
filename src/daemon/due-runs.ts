import type { Clock } from "../base/clock.ts";
import type { Instant } from "../base/instant.ts";
import { OperationalError } from "../base/operational-error.ts";
import type { Random } from "../base/random.ts";
import type { RunState } from "../run/run-state.ts";
import { backoffMs } from "./backoff.ts";

/** States of runs that one commit is to say, by uid. */
export type Round = Map<string, RunState>;

/** Runs with something new to write, and when that must be. */
export interface DueRuns {
  /** A run has a new state: when it must be written. */
  changed(state: RunState): Instant;
  /**
   * Adds to a round what is due by now, so that a round which has to be composed again says what happened meanwhile too.
   * First those that ended, in the order of their ends. `withNew`: a look is said too, and with the cursors that it has
   * moved every run that it has started.
   */
  join(round: Round, withNew: boolean): void;
  /** The round was refused: at once again where only the round was, ever later where it is the run. */
  putBack(round: Round, error: unknown): void;
  /** The round is recorded; `finished`: those of it of which there will never be more to say. */
  recorded(round: Round, finished: readonly string[]): void;
  /** When the first must be written; Infinity where there is none. */
  next(): Instant;
}

/** A run under way is written at most this often; its start and its end at once. */
const WHILE_RUNNING_MS = 10_000;

/** More would hold everything else up while they are rendered, a third of a millisecond each; the rest is the next commit. */
const RUNS_AT_ONCE = 100;

/** A run that is accepted is mostly admitted at once: one commit says both. */
export const SETTLE_MS = 25;

export function createDueRuns(clock: Clock, random: Random, states: ReadonlyMap<string, RunState>): DueRuns {
  const written = new Map<string, { readonly phase: RunState["phase"]; readonly at: Instant }>();
  const due = new Map<string, Instant>();
  /** Runs that a bug of ours may be about, and how often: each goes by itself until it is recorded, and holds up no other. */
  const suspects = new Map<string, number>();
  let suspectNext = false;

  function whenDue(state: RunState): Instant {
    if ("endedAt" in state) return clock.now();
    const last = written.get(state.uid);
    return last?.phase === state.phase ? last.at + WHILE_RUNNING_MS : clock.now() + SETTLE_MS;
  }

  function dueBy(now: Instant, withNew: boolean): readonly RunState[] {
    const isDue = (uid: string, at: Instant) => at <= now || (withNew && !written.has(uid));
    return [...due].flatMap(([uid, at]) => (isDue(uid, at) ? (states.get(uid) ?? []) : []));
  }

  function take(round: Round, state: RunState, now: Instant): void {
    due.delete(state.uid);
    written.set(state.uid, { phase: state.phase, at: now });
    round.set(state.uid, state);
  }

  return {
    changed(state) {
      const at = Math.min(due.get(state.uid) ?? Number.POSITIVE_INFINITY, whenDue(state));
      due.set(state.uid, at);
      return at;
    },
    join(round, withNew) {
      const now = clock.now();
      const all = dueBy(now, withNew);
      if (round.size === 0) {
        const suspect = all.find(({ uid }) => suspects.has(uid));
        const isAlone = suspect !== undefined && (suspectNext || all.every(({ uid }) => suspects.has(uid)));
        suspectNext = !isAlone;
        if (isAlone) take(round, suspect, now);
      }
      if (round.keys().some((uid) => suspects.has(uid))) return;
      const trusted = all.filter(({ uid }) => !suspects.has(uid)).sort((a, b) => endOf(a) - endOf(b));
      for (const state of trusted) if (round.has(state.uid) || round.size < RUNS_AT_ONCE) take(round, state, now);
    },
    putBack(round, error) {
      for (const uid of round.keys()) {
        const before = suspects.get(uid) ?? 0;
        if (!(error instanceof OperationalError)) suspects.set(uid, before + 1);
        due.set(uid, clock.now() + (before === 0 ? 0 : backoffMs(before, random)));
      }
    },
    recorded(round, finished) {
      for (const uid of round.keys()) suspects.delete(uid);
      for (const uid of finished) written.delete(uid);
    },
    next: () => Math.min(...due.values()),
  };
}

/** Those that go on come after all that ended. */
function endOf(state: RunState): Instant {
  return "endedAt" in state ? state.endedAt : Number.MAX_SAFE_INTEGER;
}
