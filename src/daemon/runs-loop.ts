import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { Sign } from "../contract/capability.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Handlers, Listener } from "../listener/port.ts";
import type { Repository } from "../repository/port.ts";
import { openAttempts } from "../run/open-attempts.ts";
import type { AttemptKey } from "../run/run-event.ts";
import type { RunState } from "../run/run-state.ts";
import type { Runtime } from "../runtime/port.ts";
import type { Secrets } from "../secrets/port.ts";
import { createAdmission } from "./admission.ts";
import { createHandlers } from "./calls.ts";
import { createCarryOut } from "./carry-out.ts";
import type { Core } from "./core.ts";
import type { Log } from "./log.ts";
import { createMasks } from "./masks.ts";
import { createRunQueue, type RunQueue } from "./run-queue.ts";
import { createWakes } from "./wakes.ts";

export interface RunsPorts {
  readonly ledger: Pick<Ledger, "save">;
  readonly runtime: Runtime;
  readonly listener: Listener;
  readonly repository: Pick<Repository, "archive">;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface RunsSettings {
  readonly maxActiveActions: number;
  readonly sign: Sign;
  /** Where components reach the listener, if not at its own address. */
  readonly callbackUrl?: string;
  readonly health: Handlers["health"];
}

export interface Runs extends RunQueue {
  close(): Promise<void>;
}

/**
 * The second loop: saved states in motion. After each save: what it wants done, when to look again, who may go next.
 * `saved` hears of every durable state.
 */
export async function startRuns(parts: {
  readonly ports: RunsPorts;
  readonly core: Core;
  readonly settings: RunsSettings;
  readonly saved: (state: RunState, before: RunState | undefined) => void;
}): Promise<Runs> {
  const { ports, core, settings } = parts;
  const masks = createMasks(ports.secrets);
  const queue = createRunQueue({ ...ports, core, saved });
  const handlers = createHandlers({
    ...ports,
    archive: ports.repository.archive,
    queue,
    masks,
    health: settings.health,
  });
  const listenerUrl = await ports.listener.listen(handlers);
  const carryOut = createCarryOut({
    ...ports,
    commandsFor: (state) => asked(state, core.commandsFor) ?? [],
    archive: ports.repository.archive,
    masks,
    callbacks: { baseUrl: settings.callbackUrl ?? listenerUrl, sign: settings.sign },
    stateOf: (uid) => queue.states.get(uid),
    post: queue.post,
  });
  const wakes = createWakes(ports.clock, (uid) => void queue.post(uid, { type: "time", at: ports.clock.now() }));
  const admission = createAdmission({ core, clock: ports.clock, queue, maxActiveActions: settings.maxActiveActions });
  const unwatch = ports.runtime.watch(lookAt);

  function saved(state: RunState, before: RunState | undefined): void {
    carryOut.follow(state);
    wakes.set(state.uid, asked(state, core.wakeAt));
    admission.again();
    parts.saved(state, before);
    // Taken over from the ledger: what became of its attempts while nobody looked?
    if (!before) for (const attempt of openAttempts(state)) carryOut.lookAt(attempt);
  }

  /** A bug of ours in this run's own key: it ends, all others go on. */
  function asked<Answer>(state: RunState, question: (state: RunState) => Answer): Answer | undefined {
    try {
      return question(state);
    } catch (error) {
      const { uid, pipeline, number } = state;
      ports.log.error("the run core failed", { uid, pipeline, number, error });
      const message = error instanceof Error ? error.message : String(error);
      void queue.post(uid, { type: "engineFailed", message, at: ports.clock.now() });
      return undefined;
    }
  }

  function lookAt(attempt: AttemptKey): void {
    if (queue.states.has(attempt.uid)) carryOut.lookAt(attempt);
  }

  function forget(uids: readonly string[]): void {
    queue.forget(uids);
    masks.forget(uids);
    for (const uid of uids) wakes.set(uid, undefined);
  }

  return {
    ...queue,
    forget,
    async close() {
      unwatch();
      await ports.listener.close();
      forget([...queue.states.keys()]); // what still comes back from outside leads to nothing
    },
  };
}
