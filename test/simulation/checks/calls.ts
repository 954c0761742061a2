import { canonicalJson } from "../../../src/base/digest.ts";
import type { Capability } from "../../../src/contract/capability.ts";
import { attemptsOf } from "../../../src/run/action-of.ts";
import type { AttemptState, RunState } from "../../../src/run/run-state.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** A result is stored for good, a call that was stored is answered 200 again, and none is refused while its attempt is open. */
export function callsCount({ world, runs }: Scene): Check {
  const forgotten = new Set<string>();
  /** What calls said that were answered 200, by attempt and event; of progress only the last word is kept. */
  const stored = new Map<string, string>();
  const results = new Map<string, string>();

  function attemptOf({ uid, action, attempt }: Capability): AttemptState | undefined {
    const state = runs.get(uid);
    const one = state && "actions" in state ? state.actions[action] : undefined;
    return one && attemptsOf(one)[attempt - 1];
  }

  /** Its attempt is open, and nothing of the kind is stored, answered or not: a crash may have come before the answer. */
  function mayStillSay(call: Capability): boolean {
    const attempt = attemptOf(call);
    return attempt !== undefined && !attempt.seal && !attempt.calls.some(({ event }) => event === call.what);
  }

  function resultsIn(state: RunState): void {
    if (!("actions" in state)) return;
    for (const [action, one] of Object.entries(state.actions)) {
      for (const { number, calls } of attemptsOf(one)) {
        const { status, result, output } = calls.find(({ event }) => event === "TASK_RESULT") ?? {};
        const text = canonicalJson([status ?? null, result ?? null, output ?? null]);
        const key = `${state.pipeline}-${state.number}/${action}/0/${number}`;
        const before = results.get(key) ?? text;
        if (status !== undefined) results.set(key, before);
        if (before !== text) world.violated(`the stored result of ${key} changes from ${before} to ${text}`);
      }
    }
  }

  return {
    forgotten: (uid) => void forgotten.add(uid),
    saved: resultsIn,
    answered(call, body, status) {
      if (forgotten.has(call.uid) || status >= 500 || call.what === "TASK_STATUS") return;
      const key = `${call.uid}/${call.action}/${call.attempt}/${call.what}`;
      const said = call.what === "TASK_RESULT" ? canonicalJson({ ...body }) : "it happened";
      if (status === 200) stored.set(key, said);
      else if (stored.get(key) === said)
        world.violated(`${call.what} of ${call.action} was stored, and is answered ${status} when it comes again`);
      else if (mayStillSay(call))
        world.violated(`${call.what} of ${call.action} is answered ${status} although its attempt is open`);
    },
  };
}
