import { attemptsOf } from "../../../src/run/action-of.ts";
import { placesOf } from "../../../src/run/place.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** Attempts are counted from one, no more of them start than `retry` allows, and none before its pause is over. */
export function retriesFit({ world }: Scene): Check {
  return {
    saved(state) {
      if (!("actions" in state)) return;
      for (const { plan } of placesOf(state.plan)) {
        const action = state.actions[plan.name];
        const attempts = action ? attemptsOf(action) : [];
        const name = `${state.pipeline}-${state.number}/${plan.name}`;
        if (attempts.some(({ number }, i) => number !== i + 1))
          world.violated(`the attempts of ${name} are ${attempts.map(({ number }) => number).join()}`);
        const started = attempts.filter(({ startedAt }) => startedAt !== undefined).length;
        if (started > plan.retry.limit + 1)
          world.violated(`${name} has started ${started} times, and ${plan.retry.limit} retries are its limit`);
        for (const [i, { seal, startedAt }] of attempts.entries()) {
          const pauseMs = (attempts[i + 1]?.createdAt ?? Number.POSITIVE_INFINITY) - (seal?.at ?? 0);
          if (startedAt !== undefined && pauseMs < plan.retry.backoffMs)
            world.violated(`${name} is tried again after ${pauseMs} ms`);
        }
      }
    },
  };
}
