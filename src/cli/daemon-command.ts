import type { OperationalError } from "../base/operational-error.ts";
import type { Standing } from "../daemon/daemon.ts";
import { createPinoLog } from "../daemon/pino-log.ts";
import type { Context } from "./context.ts";
import { openDaemon } from "./daemon/open-daemon.ts";
import { textLog } from "./daemon/text-log.ts";
import type { DaemonOptions } from "./daemon-options.ts";

/** With `--once`, how often a remote may refuse in a row before what is left stays in the ledger. */
const ONCE_TRIES = 5;

/**
 * `pilotage daemon`: goes on until it is asked to end; with `--once` until nothing can move without a person, a commit
 * or the time of day. Attempts that run when it ends go on, and the next start takes them up.
 */
export async function daemonCommand(options: DaemonOptions, context: Context): Promise<number> {
  const { stdout } = context;
  const log = stdout.isTerminal
    ? textLog(stdout, context.adapters.clock, context.verbose)
    : createPinoLog({ write: stdout.write }, context.verbose);
  const end = Promise.withResolvers<number>();
  let unsuccessful = 0;
  const daemon = await openDaemon(options, context, log, {
    changed(state, before) {
      const hasEnded = before && !("endedAt" in before) && "endedAt" in state;
      if (hasEnded && state.phase !== "succeeded") unsuccessful += 1;
    },
    turned: () => queueMicrotask(considerEnd),
    failed: (error: OperationalError) => end.reject(error),
  });
  log.info("watching", { repository: daemon.repository, branch: options.branch, state: daemon.state });

  function considerEnd(): void {
    if (!options.once) return;
    const standing = daemon.standing();
    if (isStuck(standing)) end.resolve(1);
    else if (isDone(standing)) end.resolve(unsuccessful > 0 || standing.invalidDefinitions > 0 ? 1 : 0);
  }

  const unInterrupt = context.onInterrupt(() => end.resolve(0));
  const unHangUp = context.onHangUp(() => daemon.look());
  try {
    return await end.promise;
  } finally {
    unInterrupt();
    unHangUp();
    await daemon.close();
  }
}

function isDone({ looked, activeRuns, recorded }: Standing): boolean {
  return looked && activeRuns === 0 && recorded;
}

function isStuck({ lookFailures, recordFailures }: Standing): boolean {
  return lookFailures >= ONCE_TRIES || recordFailures >= ONCE_TRIES;
}
