import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Call, RunEvent } from "../run/run-event.ts";
import type { RunState } from "../run/run-state.ts";
import { backoffMs } from "./backoff.ts";
import type { Core } from "./core.ts";
import type { Log } from "./log.ts";

/**
 * Facts in, saved states out. One queue for each run, one worker at a time for each queue:
 * facts → next state → save → `saved`. What is not saved has not happened: nobody outside sees it.
 */
export interface RunQueue {
  /** Runs not forgotten, by uid, in the order of acceptance; each as it was last saved. */
  readonly states: ReadonlyMap<string, RunState>;
  /** Takes over runs that the ledger holds already. */
  add(states: readonly RunState[]): void;
  /** Resolves once the state that follows is durable, or at once where the fact changes nothing. */
  post(uid: string, event: RunEvent): Promise<void>;
  /** A call from a component; rejects where it could not be stored, so that the component calls again. */
  call(call: Call): Promise<CallAnswer>;
  forget(uids: readonly string[]): void;
}

export type CallAnswer = ReturnType<Core["answerTo"]>;

interface RunQueueParts {
  readonly core: Pick<Core, "nextRunState" | "answerTo" | "endedByEngine">;
  readonly ledger: Pick<Ledger, "save">;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** A new state is durable; `before` is undefined for a run that was just added. */
  readonly saved: (state: RunState, before: RunState | undefined) => void;
}

interface Waiting {
  readonly event: RunEvent;
  readonly done: (answer: CallAnswer) => void;
  readonly failed: (error: unknown) => void;
}

interface Mailbox {
  waiting: Waiting[];
  working: boolean;
  failures: number;
  /** The newest revision that the ledger refused: it may hold that state all the same, and the next must be newer. */
  refusedRevision: number;
}

export function createRunQueue(parts: RunQueueParts): RunQueue {
  const states = new Map<string, RunState>();
  const mailboxes = new Map<string, Mailbox>();

  function enqueue(uid: string, event: RunEvent): Promise<CallAnswer> {
    const mailbox = mailboxes.get(uid);
    if (!mailbox) return Promise.resolve("closed");
    return new Promise((done, failed) => {
      mailbox.waiting.push({ event, done, failed });
      if (!mailbox.working) void work(uid, mailbox);
    });
  }

  async function work(uid: string, mailbox: Mailbox): Promise<void> {
    mailbox.working = true;
    // One turn of the event loop: facts that arrive together become one state and share one save.
    await Promise.resolve();
    while (mailbox.waiting.length > 0) {
      const before = states.get(uid);
      const batch = mailbox.waiting.splice(0);
      if (!before) {
        for (const { done } of batch) done("closed"); // forgotten meanwhile
        continue;
      }
      const { state: folded, answers } = fold(before, batch);
      const state = newerThan(mailbox.refusedRevision, before, folded);
      try {
        if (state !== before) await parts.ledger.save([state]);
      } catch (error) {
        mailbox.refusedRevision = state.revision;
        await refused(uid, mailbox, batch, error);
        continue;
      }
      mailbox.failures = 0;
      if (state !== before) {
        states.set(uid, state);
        parts.saved(state, before);
      }
      for (const [index, { done }] of batch.entries()) done(answers[index] ?? "closed");
    }
    mailbox.working = false;
  }

  /** Calls are handed back to their callers; everything else that we saw ourselves waits for the ledger. */
  async function refused(uid: string, mailbox: Mailbox, batch: readonly Waiting[], error: unknown): Promise<void> {
    mailbox.failures += 1;
    parts.log.error("the ledger refused a state", { uid, error });
    const [calls, own] = [batch.filter(isCall), batch.filter((waiting) => !isCall(waiting))];
    for (const call of calls) call.failed(error);
    mailbox.waiting.unshift(...own);
    if (own.length === 0) return;
    const until = parts.clock.now() + backoffMs(mailbox.failures, parts.random);
    await new Promise<void>((resolve) => parts.clock.at(until, resolve));
  }

  function fold(before: RunState, batch: readonly Waiting[]): { state: RunState; answers: CallAnswer[] } {
    let state = before;
    const answers: CallAnswer[] = [];
    for (const { event } of batch) {
      try {
        const answer = event.type === "called" ? parts.core.answerTo(state, event) : "accepted";
        state = parts.core.nextRunState(state, event);
        answers.push(answer);
      } catch (error) {
        // A bug of ours in this run's own key: it ends, all others go on.
        const { uid, pipeline, number } = before;
        parts.log.error("the run core failed", { uid, pipeline, number, error });
        const message = error instanceof Error ? error.message : String(error);
        state = parts.core.endedByEngine(state, message, parts.clock.now());
        answers.push("closed");
      }
    }
    return { state, answers };
  }

  return {
    states,
    add(added) {
      for (const state of added) {
        if (states.has(state.uid)) continue;
        states.set(state.uid, state);
        mailboxes.set(state.uid, { waiting: [], working: false, failures: 0, refusedRevision: 0 });
        parts.saved(state, undefined);
      }
    },
    async post(uid, event) {
      await enqueue(uid, event);
    },
    call: (call) => enqueue(call.attempt.uid, { at: parts.clock.now(), type: "called", ...call }),
    forget(uids) {
      for (const uid of uids) {
        states.delete(uid);
        mailboxes.delete(uid);
      }
    },
  };
}

function newerThan(revision: number, before: RunState, state: RunState): RunState {
  return state === before || state.revision > revision ? state : { ...state, revision: revision + 1 };
}

function isCall({ event }: Waiting): boolean {
  return event.type === "called";
}
