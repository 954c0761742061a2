import { runName } from "../../../src/base/names.ts";
import type { RunState } from "../../../src/run/run-state.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** No run joins a group that has its limit of runs, and no more actions go on than the daemon may have. */
export function limitsHold({ world, runs, maxActiveActions }: Scene): Check {
  const active = new Map<string, number>();

  return {
    saved(state, before) {
      const run = runName(state.pipeline, state.number);
      if (state.phase === "running" && before.phase === "queued" && !mayBeTogether(membersOf(state.plan.group)))
        world.violated(`${run} joins the group ${state.plan.group}, which is full`);
      const mine = activeActions(state);
      const grows = mine > (active.get(state.uid) ?? 0);
      active.set(state.uid, mine);
      const all = [...active.values()].reduce((sum, count) => sum + count, 0);
      if (grows && all > maxActiveActions)
        world.violated(`${run} makes it ${all} actions, and ${maxActiveActions} is the limit`);
    },
  };

  function membersOf(group: string): readonly RunState[] {
    return [...runs.values()].filter(({ phase, plan }) => phase === "running" && plan.group === group);
  }
}

/** Whether they can have joined one by one, each while there were fewer than its own limit: then it is so by rising limits. */
function mayBeTogether(members: readonly RunState[]): boolean {
  const limits = members.map(({ plan }) => plan.groupLimit).sort((a, b) => a - b);
  return limits.every((limit, others) => others < limit);
}

function activeActions(state: RunState): number {
  return state.phase === "running" ? Object.values(state.actions).filter(({ phase }) => phase === "running").length : 0;
}
