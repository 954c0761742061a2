import type { Instant } from "./instant.ts";

/** The only source of time and of timers, so that a whole daemon runs on a virtual clock. */
export interface Clock {
  now(): Instant;
  /** Calls `wake` once at `at` or soon after; the answer takes it back. */
  at(at: Instant, wake: () => void): () => void;
  /** Lets everything else that is ready go first; long pure work is cut into slices with it. */
  breathe(): Promise<void>;
}
