import type { Clock } from "../base/clock.ts";

/** A pause that may be over sooner. */
export interface Pause {
  /** Resolves after so long, or when the pause is ended. */
  take(ms: number): Promise<void>;
  /** Ends the pause that is being taken, if any. */
  end(): void;
}

export function createPause(clock: Clock): Pause {
  let end = () => {};
  return {
    take: (ms) =>
      new Promise((resolve) => {
        const takeBack = clock.at(clock.now() + ms, resolve);
        end = () => {
          takeBack();
          resolve();
        };
      }),
    end: () => end(),
  };
}
