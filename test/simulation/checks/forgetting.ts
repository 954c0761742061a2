import { runName } from "../../../src/base/names.ts";
import { isFinished } from "../../../src/run/is-finished.ts";
import { runStatusPath } from "../../../src/status/status-paths.ts";
import type { Check } from "../happenings.ts";
import type { Commit } from "../model-remote.ts";
import type { Scene } from "../scene.ts";

/**
 * The ledger takes only a commit for recorded that stood on the branch, and forgets a run only when such a one says how
 * it ended and nothing is left of it outside.
 */
export function forgetsLast({ world, remote, runs }: Scene): Check {
  const stood = new Set<string>();
  let acknowledged: Commit | undefined;

  return {
    pushed: ({ sha }) => void stood.add(sha),
    acknowledged(tip) {
      acknowledged = remote.commitOf(tip);
      if (acknowledged?.by !== "people" && !stood.has(tip))
        world.violated(`${tip} is acknowledged and was never pushed`);
    },
    forgotten(uid) {
      const state = runs.get(uid);
      if (!state) return;
      const name = runName(state.pipeline, state.number);
      const written = acknowledged?.files.get(runStatusPath(state.pipeline, state.number))?.text;
      if (!written?.includes(`\n  phase: ${state.phase}\n`))
        world.violated(`${name} is forgotten before it is recorded as ${state.phase}`);
      if (!isFinished(state)) world.violated(`${name} is forgotten before all of it is released`);
    },
  };
}
