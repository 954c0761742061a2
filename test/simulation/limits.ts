/** How much may go on in a history. What violates a promise with little of it is easier to understand. */
export interface Limits {
  /** How many times people commit. */
  readonly commits: number;
  readonly crashes: number;
  /** Outages, kills by hand, hands on the status branch. */
  readonly troubles: number;
  /** How many virtual seconds people and faults go on. */
  readonly seconds: number;
}

export const UNLIMITED: Limits = {
  commits: Number.POSITIVE_INFINITY,
  crashes: Number.POSITIVE_INFINITY,
  troubles: Number.POSITIVE_INFINITY,
  seconds: 600,
};
