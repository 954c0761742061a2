import type { Assignment } from "../../src/contract/assignment.ts";
import type { Capability } from "../../src/contract/capability.ts";
import type { Acceptance } from "../../src/ledger/port.ts";
import type { AttemptKey, CallBody } from "../../src/run/run-event.ts";
import type { RunState } from "../../src/run/run-state.ts";
import type { Commit } from "./model-remote.ts";

/** What happens in a history, as the checks hear of it. */
export interface Happenings {
  /** Durable from here on. */
  accepted(acceptance: Acceptance): void;
  /** Durable from here on; `before`: as it was saved last. */
  saved(state: RunState, before: RunState): void;
  /** The ledger holds it no longer. */
  forgotten(uid: string): void;
  /** The ledger knows that the remote has it. */
  acknowledged(tip: string): void;
  /** A program really starts. */
  started(assignment: Assignment): void;
  /** The daemon ends an attempt, or takes away what is left of it. */
  ending(what: "stop" | "release", attempt: AttemptKey): void;
  /** A component has an answer to a call. */
  answered(call: Capability, body: CallBody, status: number): void;
  /** A commit of the daemon's stands on the status branch. */
  pushed(commit: Commit, afterCrash: boolean): void;
  /** A line of the daemon's log, with all its fields. */
  logged(line: string): void;
  /** Faults and people have stopped, and all has come to rest. */
  ended(): void;
}

/** A promise that must hold: it listens to what it needs, and says what it saw where it was broken. */
export type Check = Partial<Happenings>;

/** Tells every check. */
export function tellAll(checks: readonly Check[]): Happenings {
  return {
    accepted: (acceptance) => checks.forEach((check) => void check.accepted?.(acceptance)),
    saved: (state, before) => checks.forEach((check) => void check.saved?.(state, before)),
    forgotten: (uid) => checks.forEach((check) => void check.forgotten?.(uid)),
    acknowledged: (tip) => checks.forEach((check) => void check.acknowledged?.(tip)),
    started: (assignment) => checks.forEach((check) => void check.started?.(assignment)),
    ending: (what, attempt) => checks.forEach((check) => void check.ending?.(what, attempt)),
    answered: (call, body, status) => checks.forEach((check) => void check.answered?.(call, body, status)),
    pushed: (commit, afterCrash) => checks.forEach((check) => void check.pushed?.(commit, afterCrash)),
    logged: (line) => checks.forEach((check) => void check.logged?.(line)),
    ended: () => checks.forEach((check) => void check.ended?.()),
  };
}
