import type { Instant } from "../base/instant.ts";
import type { RunState } from "./run-state.ts";

/** A run or an action that gets its place; when that happens is said by whoever makes it an event. */
export interface Admission {
  readonly uid: string;
  readonly event:
    | { readonly type: "admitted"; readonly what: "run" }
    | { readonly type: "admitted"; readonly what: "action"; readonly action: string };
}

/** Who may go next: runs as far as their groups' limits allow, actions as the global one does. Linear in all actions. */
export function admit(
  /** In the order of acceptance. */
  states: readonly RunState[],
  limits: { readonly maxActiveActions: number },
): readonly Admission[] {
  return [...admitRuns(states), ...admitActions(states, limits.maxActiveActions)];
}

/** First come, first served: where one run of a group has to wait, so do all that came after it. */
function admitRuns(states: readonly RunState[]): readonly Admission[] {
  const active = new Map<string, number>();
  for (const { phase, plan } of states)
    if (phase === "running") active.set(plan.group, (active.get(plan.group) ?? 0) + 1);
  const full = new Set<string>();
  const admitted: Admission[] = [];
  for (const { phase, uid, plan } of states) {
    if (phase !== "queued" || full.has(plan.group)) continue;
    const taken = active.get(plan.group) ?? 0;
    if (taken < plan.groupLimit) {
      active.set(plan.group, taken + 1);
      admitted.push({ uid, event: { type: "admitted", what: "run" } });
    } else {
      full.add(plan.group);
    }
  }
  return admitted;
}

function admitActions(states: readonly RunState[], maxActiveActions: number): readonly Admission[] {
  const waiting: { readonly since: Instant; readonly admission: Admission }[] = [];
  let free = maxActiveActions;
  for (const state of states) {
    if (state.phase !== "running") continue;
    for (const [name, action] of Object.entries(state.actions)) {
      if (action.phase === "running") free -= 1;
      if (action.phase !== "waiting" || action.for !== "limit") continue;
      const event = { type: "admitted", what: "action", action: name } as const;
      waiting.push({ since: action.since, admission: { uid: state.uid, event } });
    }
  }
  if (free <= 0) return [];
  waiting.sort((a, b) => a.since - b.since); // nearly sorted already: runs come in the order of acceptance
  return waiting.slice(0, free).map(({ admission }) => admission);
}
