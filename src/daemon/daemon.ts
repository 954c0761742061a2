/**
 * daemon/ — three loops, joined only by the ledger: source (look → plan → accept), runs (facts → state → save →
 * commands), recorder (what is new → files → commit → push). In: ports, and the pure core as a value. Out: nothing
 * but what went through the ports.
 */
import type { Clock } from "../base/clock.ts";
import { runName } from "../base/names.ts";
import { OperationalError } from "../base/operational-error.ts";
import type { Random } from "../base/random.ts";
import type { Sign } from "../contract/capability.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Listener } from "../listener/port.ts";
import type { Parser } from "../parser/port.ts";
import type { Plan } from "../plan/plan.ts";
import type { Repository } from "../repository/port.ts";
import { latestInstant } from "../run/latest-instant.ts";
import type { RunState } from "../run/run-state.ts";
import type { Runtime } from "../runtime/port.ts";
import type { Secrets } from "../secrets/port.ts";
import { backoffMs } from "./backoff.ts";
import { claimBranch } from "./claim-branch.ts";
import { createStatusComposer, type StatusSettings } from "./compose-status.ts";
import type { Core } from "./core.ts";
import { createEndingClock } from "./ending-clock.ts";
import { knownFrom } from "./known.ts";
import type { Log } from "./log.ts";
import type { LookParts } from "./look-once.ts";
import { recall } from "./recall.ts";
import { type Recorder, startRecorder } from "./recorder-loop.ts";
import { releaseOrphans } from "./release-orphans.ts";
import { type Runs, startRuns } from "./runs-loop.ts";
import { type Source, startSource } from "./source-loop.ts";

export interface DaemonPorts {
  readonly repository: Repository;
  readonly parser: Parser;
  readonly ledger: Ledger;
  readonly runtime: Runtime;
  readonly listener: Listener;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface DaemonSettings {
  readonly maxActiveActions: number;
  readonly isDefinition: LookParts["isDefinition"];
  readonly firstSync: LookParts["firstSync"];
  readonly keyId: string;
  readonly sign: Sign;
  readonly callbackUrl?: string;
  /** The status branch may belong to a ledger that is lost. */
  readonly takeOver: boolean;
  readonly status: StatusSettings;
}

export interface DaemonEvents {
  /** A plan was accepted. */
  readonly planned?: (plan: Plan) => void;
  /** A run has a new durable state. */
  readonly changed?: (state: RunState, before: RunState | undefined) => void;
  /** Something came to rest: a look, or a round of the recorder. */
  readonly turned?: () => void;
  /** It cannot go on, e.g. the status branch belongs to another daemon. */
  readonly failed?: (error: OperationalError) => void;
}

export interface Daemon {
  /** Look at the repository now. */
  look(): void;
  standing(): Standing;
  close(): Promise<void>;
}

/** Where it stands, for `--once` and for health. */
export interface Standing {
  readonly looked: boolean;
  readonly activeRuns: number;
  readonly recorded: boolean;
  /** Refusals in a row of the repository, when looking and when recording. */
  readonly lookFailures: number;
  readonly recordFailures: number;
  readonly invalidDefinitions: number;
}

export async function startDaemon(
  givenPorts: DaemonPorts,
  core: Core,
  settings: DaemonSettings,
  events: DaemonEvents = {},
): Promise<Daemon> {
  const content = await givenPorts.ledger.open();
  const clock = createEndingClock(givenPorts.clock, Math.max(0, ...content.runs.map(latestInstant)));
  const ports = { ...givenPorts, clock };
  for (const { uid, message } of content.broken)
    ports.log.error("a run in the ledger cannot be read and is set aside", { uid, error: message });
  let known = knownFrom(content);
  let lookFailures = 0;
  let source: Source | undefined;
  let closed = false;

  const runs: Runs = await startRuns({
    ports,
    core,
    settings: {
      ...settings,
      health: () => ({ live: true, ready: known.look !== undefined, details: { ...standing() } }),
    },
    saved(state, before) {
      recorder.changed(state);
      if (before?.phase !== state.phase)
        ports.log.info(`${runName(state.pipeline, state.number)} ${state.phase}`, { uid: state.uid });
      events.changed?.(state, before);
    },
  });
  const recorder: Recorder = startRecorder({
    ...ports,
    states: runs.states,
    forget: runs.forget,
    ownBranch: settings.status.ownBranch,
    composer: createStatusComposer({
      ...ports,
      core,
      settings: settings.status,
      known: () => known,
      states: runs.states,
    }),
    turned: () => events.turned?.(),
    failed,
  });
  runs.add(content.runs);
  const setAside = new Set(content.broken.map(({ uid }) => uid)); // their attempts go on, for a daemon that can read them
  void releaseOrphans(ports, (uid) => runs.states.has(uid) || setAside.has(uid));
  void claim();

  /** Nothing is planned or written before the status branch is ours; runs of our own ledger go on meanwhile. */
  async function claim(): Promise<void> {
    for (let failures = 1; ; failures++) {
      try {
        if (failures > 1) known = await recall(ports.ledger, runs.add, known); // what was refused may have been done
        const claimed = await claimBranch({ ...ports, ...settings, acknowledged: content.acknowledgedTip }, known);
        if (closed) return;
        known = claimed.known;
        recorder.begin(claimed.tip);
        return startLooking();
      } catch (error) {
        if (closed || failed(error)) return;
        lookFailures = failures;
        ports.log.warn("the status branch cannot be read", { failures, error });
        events.turned?.();
        await new Promise<void>((resolve) =>
          ports.clock.at(ports.clock.now() + backoffMs(failures, ports.random), resolve),
        );
      }
    }
  }

  function startLooking(): void {
    const cancel: LookParts["runs"]["cancel"] = (uid, by, reason) =>
      runs.post(uid, { type: "cancelled", by, reason, at: ports.clock.now() });
    source = startSource(
      {
        ...ports,
        ...settings,
        core,
        parsed: new Map(),
        sawStatus: recorder.sawTip,
        runs: { states: runs.states, add: runs.add, cancel },
      },
      known,
      {
        looked(looked) {
          if (lookFailures > 0) recorder.remoteIsBack();
          lookFailures = 0;
          if (!looked) return;
          known = looked.known;
          recorder.looked();
          events.planned?.(looked.plan);
        },
        refused(error, failures) {
          lookFailures = failures;
          if (!failed(error)) ports.log.warn("looking at the repository was refused", { failures, error });
        },
        rested: () => events.turned?.(),
      },
    );
  }

  /**
   * True where it can never go on: the caller of the daemon is told, and ends it. What is refused for good before the
   * first look is a mistake in the settings; afterwards only another owner is, for a token may be mended meanwhile.
   */
  function failed(error: unknown): boolean {
    if (!(error instanceof OperationalError) || error.retry !== "never") return false;
    if (known.look && error.code !== "owned-by-another") return false;
    ports.log.error("the daemon cannot go on", { error });
    events.failed?.(error);
    return true;
  }

  function standing(): Standing {
    return {
      looked: known.look !== undefined,
      activeRuns: runs.states.size,
      recorded: recorder.idle(),
      lookFailures,
      recordFailures: recorder.failures(),
      invalidDefinitions: known.look?.diagnostics.length ?? 0,
    };
  }

  return {
    look: () => source?.look(),
    standing,
    async close() {
      closed = true;
      clock.end();
      source?.stop();
      recorder.stop();
      await runs.close();
      await ports.parser.close();
      await ports.ledger.close();
    },
  };
}
