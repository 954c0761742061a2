import type { Clock } from "../base/clock.ts";
import type { Instant } from "../base/instant.ts";
import type { Random } from "../base/random.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Compose, Repository } from "../repository/port.ts";
import { isFinished } from "../run/is-finished.ts";
import type { RunState } from "../run/run-state.ts";
import { backoffMs } from "./backoff.ts";
import type { StatusComposer } from "./compose-status.ts";
import { createDueRuns, type Round, SETTLE_MS } from "./due-runs.ts";
import type { Log } from "./log.ts";
import { createPace } from "./pace.ts";
import { createPause } from "./pause.ts";

export interface Recorder {
  /** The branch is ours and stands at this tip: from now on it is written. */
  begin(tip: string | undefined): void;
  /** A run has a new durable state. */
  changed(state: RunState): void;
  /** Something else that is written has changed: cursors, fates, diagnostics. */
  looked(): void;
  /** The status branch stands here: where that is not as we left it, what it should say is written again. */
  sawTip(tip: string | undefined): void;
  /** The remote answers again: what it refused meanwhile is tried now. */
  remoteIsBack(): void;
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
  /** Whether nobody else is meant to push to the status branch. */
  readonly ownBranch: boolean;
  readonly states: ReadonlyMap<string, RunState>;
  readonly forget: (uids: readonly string[]) => void;
  /** After each round, good or bad. */
  readonly turned: () => void;
  /** True where this error ends it all. */
  readonly failed: (error: unknown) => boolean;
}

/** How often the remote is asked. */
const PACE = { burst: 8, perSecond: 4 };

/** Each of our commits refuses whoever was about to push to the same branch: afterwards people have the time to. */
const PACE_AMONG_PEOPLE = { burst: 4, perSecond: 0.25 };

/** The third loop: what is not yet recorded → files → commit → push. What falls due meanwhile is the next commit. */
export function startRecorder(parts: RecorderParts): Recorder {
  const { clock } = parts;
  const due = createDueRuns(clock, parts.random, parts.states);
  const pace = createPace(clock, PACE);
  const pause = createPause(clock);
  const amongPeople = parts.ownBranch ? undefined : createPace(clock, PACE_AMONG_PEOPLE);
  /** The tip that the remote acknowledged last. */
  let acknowledged: string | undefined;
  let lookDue = false;
  let working = true; // the branch is being claimed
  let failures = 0;
  let stopped = false;
  let alarm: { readonly at: Instant; readonly cancel: () => void } | undefined;

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
    await amongPeople?.turn();
    const round: Round = new Map();
    try {
      const committed = await record(round);
      if (!committed) amongPeople?.giveBack();
      failures = 0;
    } catch (error) {
      if (stopped) return; // what was asked last was broken off
      failures += 1;
      lookDue = true;
      due.putBack(round, error);
      if (parts.failed(error)) stopped = true;
      parts.log.warn("recording was refused", { failures, error });
      parts.turned(); // whoever gives up after so many refusals need not wait for one more
      await pause.take(backoffMs(failures, parts.random));
    }
    rest();
    parts.turned();
  }

  /** Until the next is due. */
  function rest(): void {
    working = false;
    const next = lookDue ? clock.now() : due.next();
    if (Number.isFinite(next)) arrange(next);
  }

  /** Whether there was anything to say. */
  async function record(round: Round): Promise<boolean> {
    let hasSaid = false;
    const compose: Compose = (tip) => {
      due.join(round, lookDue);
      lookDue = false;
      return parts.composer.compose([...round.values()])(tip);
    };
    do {
      const { tip, committed } = await parts.repository.record(compose, acknowledged);
      hasSaid ||= committed;
      if (tip !== undefined && tip !== acknowledged) await parts.ledger.acknowledge(tip);
      acknowledged = tip;
    } while (parts.composer.more());
    const finished = [...round.values()].filter(isFinished).map(({ uid }) => uid);
    due.recorded(round, finished);
    if (finished.length > 0) {
      await parts.ledger.forget(finished);
      parts.forget(finished);
    }
    return hasSaid;
  }

  return {
    begin(tip) {
      acknowledged = tip;
      rest();
    },
    changed: (state) => arrange(due.changed(state)),
    looked() {
      lookDue = true;
      arrange(clock.now() + SETTLE_MS); // together with what it started
    },
    sawTip(tip) {
      if (working || tip === acknowledged) return;
      lookDue = true;
      arrange(clock.now());
    },
    remoteIsBack: pause.end,
    idle: () => !working && !lookDue && due.next() === Number.POSITIVE_INFINITY,
    failures: () => failures,
    stop() {
      stopped = true;
      alarm?.cancel();
    },
  };
}
