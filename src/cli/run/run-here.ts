import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { core } from "../../daemon/core.ts";
import type { Log } from "../../daemon/log.ts";
import { type Runs, startRuns } from "../../daemon/runs-loop.ts";
import type { Ledger } from "../../ledger/port.ts";
import type { PlannedStart } from "../../plan/plan.ts";
import { isFinished } from "../../run/is-finished.ts";
import { openAttempts } from "../../run/open-attempts.ts";
import type { RunState } from "../../run/run-state.ts";
import type { Runtime } from "../../runtime/port.ts";
import type { Context } from "../context.ts";
import type { Tree } from "../load-tree.ts";

/** What `pilotage run` runs, and who hears of it. */
export interface RunHere {
  readonly start: PlannedStart;
  readonly tree: Tree;
  /** A file or folder of secrets. */
  readonly secrets: string | undefined;
  readonly log: Log;
  readonly changed: (state: RunState) => void;
}

/**
 * Runs it with the daemon's own engine and a ledger in a temporary folder, which is gone afterwards; answers how it ended.
 * Ctrl-C cancels, once more ends `finally` too, a third time kills.
 */
export async function runHere(run: RunHere, context: Context): Promise<RunState> {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-run-"));
  const ledger = await context.adapters.ledger(join(folder, "ledger.sqlite"));
  try {
    return await runIn(folder, ledger, run, context);
  } finally {
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runIn(folder: string, ledger: Ledger, run: RunHere, context: Context): Promise<RunState> {
  const { tree, log } = run;
  const { clock, random, ...adapters } = context.adapters;
  const keys = await adapters.keys(folder);
  const secrets = await adapters.secrets(run.secrets);
  const runtime = await adapters.processRuntime(join(folder, "attempts"), secrets);
  const listener = await adapters.listener({ host: "127.0.0.1", port: 0, stateDirectory: folder, keys, log });
  const ledgerId = (await ledger.open()).id;
  const state = core.queuedRun(run.start, { ...tree.snapshot, ledgerId, keyId: keys.current, at: clock.now() });
  await ledger.accept({ starts: [state], cursors: [], fates: [] });
  const end = Promise.withResolvers<RunState>();
  const runs = await startRuns({
    ports: { ledger, runtime, listener, repository: tree.repository, secrets, clock, random, log },
    core,
    settings: {
      maxActiveActions: 2 * availableParallelism(),
      sign: keys.sign,
      health: () => ({ live: true, ready: true, details: {} }),
    },
    saved(saved) {
      run.changed(saved);
      if (isFinished(saved)) end.resolve(saved);
    },
  });
  const unInterrupt = context.onInterrupt(interrupter(runs, state.uid, runtime, context));
  runs.add([state]);
  const ended = await end.promise;
  unInterrupt();
  await runs.close();
  return ended;
}

/** Each interrupt is a cancel of its own, as if somebody had committed it. */
function interrupter(runs: Runs, uid: string, runtime: Runtime, { adapters }: Context): () => void {
  let times = 0;
  return () => {
    times += 1;
    const event = { type: "cancelled", by: `Cancel/interrupt-${times}/`, reason: "interrupted" } as const;
    void runs.post(uid, { ...event, at: adapters.clock.now() });
    const state = runs.states.get(uid);
    if (times > 2 && state) for (const attempt of openAttempts(state)) void runtime.stop(attempt, 0);
  };
}
