import { createMask, type Mask } from "../contract/mask.ts";
import type { ActionPlan, EnvPlan, SecretRef } from "../plan/execution-plan.ts";
import type { RunState } from "../run/run-state.ts";
import type { Secrets } from "../secrets/port.ts";

/** What hides the secrets of a run in everything that its components say. */
export interface Masks {
  /** Hides every value that its secrets have now or had since this daemon first looked. */
  of(state: RunState): Promise<Mask>;
  /** Reads the values again: an attempt is about to get them, or got them since. */
  refresh(state: RunState): Promise<void>;
  forget(uids: readonly string[]): void;
}

export function createMasks(secrets: Secrets): Masks {
  const known = new Map<string, { readonly values: ReadonlySet<string>; readonly mask: Mask }>();

  /** All or nothing: where one cannot be read, none of the others may count as known. */
  async function refresh(state: RunState): Promise<void> {
    const read = await Promise.all(secretRefsOf(state).map(secrets.value));
    const before = known.get(state.uid);
    const values = new Set([...(before?.values ?? []), ...read.filter((value) => value !== undefined)]);
    if (before && values.size === before.values.size) return;
    known.set(state.uid, { values, mask: createMask([...values]) });
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
