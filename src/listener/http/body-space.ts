import type { Limits } from "./limits.ts";

/** What one body takes of the memory that all may take together; it is given back at the end of its scope. */
export interface BodySpace extends Disposable {
  /** Room for a body of so many bytes in all; false where there is none. */
  reach(bytes: number): boolean;
}

type SpaceLimits = Pick<Limits, "smallBodyBytes" | "bodiesOfAttemptBytes" | "bodiesBytes">;

/** Space for the bodies that are under way: small ones always have it, large ones share what there is, and no attempt has all. */
export function createBodySpaces(limits: SpaceLimits): (attempt: string) => BodySpace {
  const takenBy = new Map<string, number>();
  let taken = 0;

  function take(attempt: string, bytes: number): void {
    taken += bytes;
    const ofAttempt = (takenBy.get(attempt) ?? 0) + bytes;
    if (ofAttempt === 0) takenBy.delete(attempt);
    else takenBy.set(attempt, ofAttempt);
  }

  return (attempt) => {
    let own = 0;
    return {
      reach(bytes) {
        if (bytes <= limits.smallBodyBytes) return true;
        const more = bytes - own;
        const ofAttempt = (takenBy.get(attempt) ?? 0) + more;
        if (ofAttempt > limits.bodiesOfAttemptBytes || taken + more > limits.bodiesBytes) return false;
        take(attempt, more);
        own = bytes;
        return true;
      },
      [Symbol.dispose]: () => take(attempt, -own),
    };
  };
}
