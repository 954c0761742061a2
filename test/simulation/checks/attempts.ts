import { attemptsOf } from "../../../src/run/action-of.ts";
import type { AttemptKey } from "../../../src/run/run-event.ts";
import type { AttemptState } from "../../../src/run/run-state.ts";
import type { Check } from "../happenings.ts";
import { nameOf } from "../model-attempt.ts";
import type { Scene } from "../scene.ts";

/** An attempt starts once, ever; and nothing is done about it before the state that wants it was saved. */
export function writesAhead({ world, runs }: Scene): Check {
  const started = new Set<string>();
  const forgotten = new Set<string>();

  function savedAttempt({ uid, action, attempt }: AttemptKey): AttemptState | undefined {
    const state = runs.get(uid);
    const one = state && "actions" in state ? state.actions[action] : undefined;
    return one && attemptsOf(one).find(({ number }) => number === attempt);
  }

  return {
    started({ attempt: key, environment }) {
      const name = nameOf(key);
      const itself = environment.POD_NAME ?? ""; // what the program takes itself for
      if (started.has(itself)) world.violated(`${name} is started twice`);
      started.add(itself);
      if (!savedAttempt(key)) world.violated(`${name} is started before it is saved`);
    },
    forgotten: (uid) => void forgotten.add(uid),
    ending(what, key) {
      const attempt = savedAttempt(key);
      const isWanted = what === "stop" ? attempt?.seal : attempt?.seal && attempt.stopped;
      if (!isWanted && !forgotten.has(key.uid)) world.violated(`${nameOf(key)} is to ${what} before its state says so`);
    },
  };
}
