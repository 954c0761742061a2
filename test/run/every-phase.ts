import type { AttemptState, RunState } from "../../src/run/run-state.ts";
import {
  admitted,
  anAction,
  aPlan,
  aQueuedRun,
  aRunOf,
  aRunWith,
  aStage,
  called,
  cancelled,
  engineFailed,
  exited,
  type Fact,
  logRead,
  play,
  ran,
  released,
  runAdmitted,
  running,
  seen,
  time,
} from "./a-run.ts";

const LATE = 5_000;

/** Every kind of fact, at an instant after everything that the states below have been through. */
export const facts = {
  "admitted run": runAdmitted(LATE),
  "admitted action": admitted("unit", LATE),
  "time, nothing due": time(1),
  "time, all due": time(100_000_000),
  COMPONENT_START: called("unit", "COMPONENT_START", LATE),
  "COMPONENT_START false": called("unit", "COMPONENT_START", LATE, { status: false }),
  TASK_START: called("unit", "TASK_START", LATE),
  TASK_STATUS: called("unit", "TASK_STATUS", LATE, { progress: 0.5 }),
  "TASK_RESULT true": called("unit", "TASK_RESULT", LATE, { status: true }),
  "TASK_RESULT false": called("unit", "TASK_RESULT", LATE, { status: false }),
  COMPONENT_STOP: called("unit", "COMPONENT_STOP", LATE),
  "seen absent": seen("unit", { is: "absent" }, LATE),
  "seen starting": seen("unit", { is: "starting" }, LATE),
  "seen running": running("unit", LATE),
  "seen ended 0": exited("unit", 0, LATE),
  "seen ended 1": exited("unit", 1, LATE),
  "seen ended, lost": seen("unit", { is: "ended", cause: "lost" }, LATE),
  "seen gone": seen("unit", { is: "gone" }, LATE),
  "log read": logRead("unit", LATE),
  released: released("unit", LATE),
  cancelled: cancelled(LATE),
  "cancelled again": cancelled(LATE, "stop-again"),
  "engine failed": engineFailed(LATE),
} as const satisfies { readonly [what: string]: Fact };

type FactName = keyof typeof facts;

const attempt = { attemptTimeoutMs: 3_000 };
const isRunning = play(aRunWith(attempt), running("unit", 10));
const isOverdue = play(isRunning, time(3_010));
const isTimedOut = play(isOverdue, running("unit", 3_020));
const hasSucceeded = play(
  isRunning,
  called("unit", "TASK_RESULT", 20, { status: true }),
  called("unit", "COMPONENT_STOP", 30),
);

/** A run in each state that its only attempt can be in. */
export const attemptStates = {
  created: aRunWith(attempt),
  starting: play(aRunWith(attempt), seen("unit", { is: "starting" }, 10)),
  running: isRunning,
  "running, result": play(isRunning, called("unit", "TASK_RESULT", 20, { status: true })),
  "running, stop": play(isRunning, called("unit", "COMPONENT_STOP", 20)),
  "running, overdue": isOverdue,
  exited: play(isRunning, exited("unit", 0, 20)),
  "succeeded, running": hasSucceeded,
  "failed, running": isTimedOut,
  "cancelled, created": play(aRunWith(attempt), cancelled(20, "earlier")),
  "cancelled, running": play(isRunning, cancelled(20, "earlier")),
  "succeeded, stopped": play(hasSucceeded, exited("unit", 0, 40)),
  "succeeded, log read": play(hasSucceeded, exited("unit", 0, 40), logRead("unit", 50)),
  "succeeded, released": play(hasSucceeded, exited("unit", 0, 40), logRead("unit", 50), released("unit", 60)),
} as const satisfies { readonly [phase: string]: RunState };

const plan = aPlan({
  stages: [
    aStage("verify", [
      anAction("first"),
      anAction("unit", {
        needs: [{ action: "first", optional: false }],
        retry: { limit: 1, backoffMs: 1_000, on: ["failed"] },
      }),
    ]),
  ],
  finally: [anAction("tell")],
});
const isWaiting = play(aRunOf(plan), ...ran("first", 0, 10));
const isBetweenAttempts = play(isWaiting, ...ran("unit", 1, 20));
const hasFailed = play(isBetweenAttempts, time(1_020), ...ran("unit/2", 1, 1_030));

/** A run in each state that its action `unit` can be in, before the run has ended. */
export const actionStates = {
  pending: aRunOf(plan),
  waiting: isWaiting,
  running: play(isWaiting, admitted("unit", 20)),
  "running, exited with 0": play(isWaiting, admitted("unit", 20), running("unit", 30), exited("unit", 0, 40)),
  "running, exited with 1": play(isWaiting, admitted("unit", 20), running("unit", 30), exited("unit", 1, 40)),
  "between attempts": isBetweenAttempts,
  "waiting again": play(isBetweenAttempts, time(1_020)),
  succeeded: play(isWaiting, ...ran("unit", 0, 20)),
  failed: hasFailed,
  cancelled: play(isWaiting, admitted("unit", 20), cancelled(30, "earlier")),
  skipped: play(aRunOf(plan), ...ran("first", 1, 10)),
} as const satisfies { readonly [phase: string]: RunState };

const hasBegun = aRunOf(plan);
const isToldOfFailure = play(hasFailed, admitted("tell", 1_040));

/** A run in each state that it can be in itself. */
export const runStates = {
  queued: aQueuedRun(plan),
  running: hasBegun,
  "running, failed": hasFailed,
  "running, cancelled": play(
    hasBegun,
    admitted("first", 10),
    called("first", "TASK_RESULT", 20),
    cancelled(30, "earlier"),
  ),
  "finally, after a failure": isToldOfFailure,
  "finally, after a cancel": play(hasBegun, cancelled(10, "earlier"), admitted("tell", 20)),
  succeeded: play(isWaiting, ...ran("unit", 0, 20), ...ran("tell", 0, 30)),
  failed: play(hasFailed, ...ran("tell", 0, 1_040)),
  cancelled: play(hasBegun, cancelled(10, "earlier"), ...ran("tell", 0, 20)),
  "cancelled while queued": play(aQueuedRun(plan), cancelled(10, "earlier")),
} as const satisfies { readonly [phase: string]: RunState };

/** What is known of an attempt, in the words of the table: its seal, how far its life has gone, what it said. */
export function attemptToWords(attempt: AttemptState): string {
  const { seal, overdueSince, calls } = attempt;
  const said = calls.map(({ event }) => event).filter((event) => event !== "COMPONENT_START");
  return [
    ...(seal ? [[seal.phase, seal.reason].filter((word) => word !== undefined).join(" ")] : []),
    lifeToWord(attempt),
    ...(overdueSince === undefined ? [] : ["overdue"]),
    ...said,
  ].join(", ");
}

function lifeToWord({ released: isReleased, log, exit, stopped, startedAt, handedOver }: AttemptState): string {
  if (isReleased) return "released";
  if (log) return "log read";
  if (exit) return "exited";
  if (stopped) return "stopped";
  if (startedAt !== undefined) return "running";
  return handedOver ? "starting" : "created";
}

/** By phase: what becomes of it by each fact that changes something. */
export type Table<Phase extends string> = {
  readonly [phase in Phase]: { readonly [fact in FactName]?: string };
};

/** What each fact makes of a state, in words; a fact that makes nothing of it is left out. */
export function changesBy(state: RunState, wordsOf: (next: RunState) => string | undefined) {
  const words = entriesOf(facts).map(([name, fact]) => [name, wordsOf(play(state, fact))] as const);
  return Object.fromEntries(words.filter(([, word]) => word !== undefined));
}

/** Like Object.entries, which forgets the names that a table has. */
export function entriesOf<Name extends string, Value>(table: { readonly [name in Name]: Value }): [Name, Value][] {
  return Object.entries(table) as [Name, Value][];
}
