import type { Runtime } from "../runtime/port.ts";
import type { Log } from "./log.ts";

/** Ends what runs for nobody: attempts of runs that are recorded and forgotten. A refusal leaves them for the next start. */
export async function releaseOrphans(
  { runtime, log }: { readonly runtime: Runtime; readonly log: Log },
  isInLedger: (uid: string) => boolean,
): Promise<void> {
  try {
    for (const attempt of await runtime.list()) {
      if (isInLedger(attempt.uid)) continue;
      log.warn("an attempt belongs to no run and is removed", { ...attempt });
      await runtime.stop(attempt, 0);
      await runtime.release(attempt);
    }
  } catch (error) {
    log.warn("orphans could not be removed", { error });
  }
}
