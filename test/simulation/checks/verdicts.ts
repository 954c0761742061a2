import { canonicalJson } from "../../../src/base/digest.ts";
import { runName } from "../../../src/base/names.ts";
import { attemptsOf } from "../../../src/run/action-of.ts";
import type { RunState } from "../../../src/run/run-state.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** What was answered 200 is stored, a stored result is never overruled by the clock, and no verdict changes. */
export function verdictsStay({ world, runs }: Scene): Check {
  const verdicts = new Map<string, string>();
  /** Attempts whose result was answered with 200. */
  const results = new Set<string>();

  function seals(state: RunState): void {
    if (!("actions" in state)) return;
    for (const [action, one] of Object.entries(state.actions)) {
      for (const { number, seal } of attemptsOf(one)) {
        const key = `${runName(state.pipeline, state.number)}/${action}/0/${number}`;
        const known = verdicts.get(key);
        if (!seal) {
          if (known !== undefined) world.violated(`the verdict of ${key} is taken back`);
          continue;
        }
        const verdict = `${seal.phase} ${seal.reason ?? ""} ${canonicalJson(seal.outputs)}`;
        if (known !== undefined && known !== verdict)
          world.violated(`the verdict of ${key} changes from ${known} to ${verdict}`);
        verdicts.set(key, verdict);
        if (seal.reason === "timeout" && results.has(key))
          world.violated(`${key} is sealed as timed out although its result is stored`);
      }
    }
  }

  return {
    saved: seals,
    answered({ uid, action, attempt, what }, _, status) {
      if (status !== 200) return;
      const run = runs.get(uid);
      const one = run && "actions" in run ? run.actions[action] : undefined;
      const stored = one && attemptsOf(one).find(({ number }) => number === attempt)?.calls;
      if (!stored?.some(({ event }) => event === what))
        world.violated(`${what} of ${action}, attempt ${attempt}, was answered 200 and is not stored`);
      if (run && what === "TASK_RESULT") results.add(`${runName(run.pipeline, run.number)}/${action}/0/${attempt}`);
    },
  };
}
