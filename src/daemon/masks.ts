import { createMask, type Mask } from "../contract/mask.ts";
import type { ActionPlan, EnvPlan, SecretRef } from "../plan/execution-plan.ts";
import type { RunState } from "../run/run-state.ts";
import type { Secrets } from "../secrets/port.ts";

/** What hides the secrets of a run in everything that its components say. */
export interface Masks {
  /** Hides every value that its secrets have now or had since this daemon first looked. */
  of(state: RunState): Promise<Mask>;
  /** Reads the values again: an attempt is about to get them. */
  refresh(state: RunState): Promise<void>;
  forget(uids: readonly string[]): void;
}

export function createMasks(secrets: Secrets): Masks {
  const known = new Map<string, { readonly values: Set<string>; mask: Mask }>();

  async function refresh(state: RunState): Promise<void> {
    const entry = known.get(state.uid) ?? { values: new Set<string>(), mask: createMask([]) };
    const size = entry.values.size;
    for (const ref of secretRefsOf(state)) {
      const value = await secrets.value(ref);
      if (value !== undefined) entry.values.add(value);
    }
    if (entry.values.size > size) entry.mask = createMask([...entry.values]);
    known.set(state.uid, entry);
  }

  return {
    refresh,
    async of(state) {
      if (!known.has(state.uid)) await refresh(state);
      return known.get(state.uid)?.mask ?? createMask([]);
    },
    forget(uids) {
      for (const uid of uids) known.delete(uid);
    },
  };
}

function secretRefsOf(state: RunState): readonly SecretRef[] {
  const actions = [...state.plan.stages.flatMap((stage) => stage.actions), ...state.plan.finally];
  return actions.flatMap(envsOf).flatMap((value) => ("secret" in value ? [value.secret] : []));
}

function envsOf(action: ActionPlan): readonly EnvPlan[] {
  return [...Object.values(action.env), ...Object.values(action.component.env)];
}
