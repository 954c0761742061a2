import { attemptsOf } from "../../../src/run/action-of.ts";
import { attemptKey } from "../../../src/run/attempt-key.ts";
import type { Check } from "../happenings.ts";
import { firstLine } from "../model-attempt.ts";
import type { Scene } from "../scene.ts";

/** The log of an attempt is its own, and the whole of it as long as it is short. */
export function logsFit({ world }: Scene): Check {
  return {
    saved(state, before) {
      if (!("actions" in state)) return;
      for (const [action, one] of Object.entries(state.actions)) {
        const old = "actions" in before ? before.actions[action] : undefined;
        if (old === one) continue;
        for (const { number, log } of attemptsOf(one)) {
          const line = firstLine(attemptKey(state, action, number));
          if (log && log.bytes < 4_096 && !log.tail.startsWith(line))
            world.violated(`the log of ${line.slice(8, -1)} begins with ${JSON.stringify(log.tail.slice(0, 40))}`);
        }
      }
    },
  };
}
