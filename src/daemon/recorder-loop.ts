import type { Clock } from "../base/clock.ts";
import type { Instant } from "../base/instant.ts";
import { OperationalError } from "../base/operational-error.ts";
import type { Random } from "../base/random.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Repository } from "../repository/port.ts";
import { isFinished } from "../run/is-finished.ts";
import type { RunState } from "../run/run-state.ts";
import { backoffMs } from "./backoff.ts";
import type { StatusComposer } from "./compose-status.ts";
import type { Log } from "./log.ts";
import { createPace } from "./pace.ts";

export interface Recorder {
  /** The branch is ours and stands at this tip: from now on it is written. */
  begin(tip: string | undefined): void;
  /** A run has a new durable state. */
  changed(state: RunState): void;
  /** Something else that is written has changed: cursors, fates, diagnostics. */
  looked(): void;
  /** The status branch stands here: where that is not as we left it, what it should say is written again. */
  sawTip(tip: string | undefined): void;
  /** Nothing waits to be written but what may wait longer. */
  idle(): boolean;
  /** Refusals in a row. */
  failures(): number;
  stop(): void;
}

interface RecorderParts {
  readonly repository: Pick<Repository, "record">;
  readonly ledger: Pick<Ledger, "acknowledge" | "forget">;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly composer: StatusComposer;
  readonly states: ReadonlyMap<string, RunState>;
  readonly forget: (uids: readonly string[]) => void;
  /** After each round, good or bad. */
  readonly turned: () => void;
  /** True where this error ends it all. */
  readonly failed: (error: unknown) => boolean;
}

/** A run under way is written at most this often; its start and its end at once. */
const WHILE_RUNNING_MS = 10_000;

/** More would hold everything else up while they are rendered; the rest is the next commit. */
const RUNS_AT_ONCE = 200;

/** A run that is accepted is mostly admitted at once: one commit says both. */
const SETTLE_MS = 25;

/** The third loop: what is not yet recorded → files → commit → push. What falls due meanwhile is the next commit. */
export function startRecorder(parts: RecorderParts): Recorder {
  const { clock } = parts;
  const written = new Map<string, { readonly phase: RunState["phase"]; readonly at: Instant }>();
  /** When each run that has something new must be written. */
  const due = new Map<string, Instant>();
  /** Runs that a bug of ours may be about, and how often: each goes by itself until it is recorded, and holds up no other. */
  const suspects = new Map<string, number>();
  let suspectNext = false;
  const pace = createPace(clock, { burst: 8, perSecond: 4 });
  /** The tip that the remote acknowledged last. */
  let acknowledged: string | undefined;
  let lookDue = false;
  let working = true; // the branch is being claimed
  let failures = 0;
  let stopped = false;
  let alarm: { readonly at: Instant; readonly cancel: () => void } | undefined;

  function changed(state: RunState): void {
    const at = Math.min(due.get(state.uid) ?? Number.POSITIVE_INFINITY, whenDue(state));
    due.set(state.uid, at);
    arrange(at);
  }

  function whenDue(state: RunState): Instant {
    if ("endedAt" in state) return clock.now();
    const last = written.get(state.uid);
    return last?.phase === state.phase ? last.at + WHILE_RUNNING_MS : clock.now() + SETTLE_MS;
  }

  /** Makes sure that work begins at `at` at the latest. */
  function arrange(at: Instant): void {
    if (working || stopped || (alarm && alarm.at <= at)) return;
    alarm?.cancel();
    if (at <= clock.now()) void work();
    else alarm = { at, cancel: clock.at(at, () => void work()) };
  }

  async function work(): Promise<void> {
    working = true;
    alarm = undefined;
    await pace.turn();
    const runs = takeDue();
    const look = lookDue;
    lookDue = false;
    try {
      await record(runs);
      failures = 0;
    } catch (error) {
      if (stopped) return; // what was asked last was broken off
      failures += 1;
      lookDue ||= look;
      putBack(runs, error);
      if (parts.failed(error)) stopped = true;
      parts.log.warn("recording was refused", { failures, error });
      parts.turned(); // whoever gives up after so many refusals need not wait for one more
      const until = clock.now() + backoffMs(failures, parts.random);
      await new Promise<void>((resolve) => clock.at(until, resolve));
    }
    rest();
    parts.turned();
  }

  /** Until the next is due. */
  function rest(): void {
    working = false;
    const next = lookDue ? clock.now() : Math.min(...due.values());
    if (Number.isFinite(next)) arrange(next);
  }

  function takeDue(): readonly RunState[] {
    const now = clock.now();
    const all = [...due].flatMap(([uid, at]) => (at <= now ? (parts.states.get(uid) ?? []) : []));
    const trusted = all.filter(({ uid }) => !suspects.has(uid));
    const suspect = all.find(({ uid }) => suspects.has(uid));
    const isAlone = suspect !== undefined && (suspectNext || trusted.length === 0);
    suspectNext = !isAlone;
    const runs = isAlone ? [suspect] : trusted.slice(0, RUNS_AT_ONCE);
    for (const { uid, phase } of runs) {
      due.delete(uid);
      written.set(uid, { phase, at: now });
    }
    return runs;
  }

  /** To be tried again: at once where only this round was refused, ever later where it is the run. */
  function putBack(runs: readonly RunState[], error: unknown): void {
    for (const { uid } of runs) {
      const before = suspects.get(uid) ?? 0;
      if (!(error instanceof OperationalError)) suspects.set(uid, before + 1);
      due.set(uid, clock.now() + (before === 0 ? 0 : backoffMs(before, parts.random)));
    }
  }

  async function record(runs: readonly RunState[]): Promise<void> {
    do {
      const { tip } = await parts.repository.record(parts.composer.compose(runs), acknowledged);
      if (tip !== undefined && tip !== acknowledged) await parts.ledger.acknowledge(tip);
      acknowledged = tip;
    } while (parts.composer.more());
    for (const { uid } of runs) suspects.delete(uid);
    const finished = runs.filter(isFinished).map((state) => state.uid);
    if (finished.length === 0) return;
    await parts.ledger.forget(finished);
    parts.forget(finished);
    for (const uid of finished) written.delete(uid);
  }

  return {
    begin(tip) {
      acknowledged = tip;
      rest();
    },
    changed,
    looked() {
      lookDue = true;
      arrange(clock.now());
    },
    sawTip(tip) {
      if (working || tip === acknowledged) return;
      lookDue = true;
      arrange(clock.now());
    },
    idle: () => !working && !lookDue && due.size === 0,
    failures: () => failures,
    stop() {
      stopped = true;
      alarm?.cancel();
    },
  };
}
