/**
 * runtime/ — where attempts run: as processes here, later in containers and pods.
 * In: an Assignment. Out: observations. Every method may be called again after a crash and does nothing twice.
 */
import type { Assignment } from "../contract/assignment.ts";
import type { AttemptKey, Observation } from "../run/run-event.ts";

export interface Runtime {
  readonly name: "process" | "docker" | "kubernetes";
  /** Starts it, or finds that it was started already: then it only observes. `source`: a tar file of the commit. */
  start(assignment: Assignment, source?: () => Promise<string>): Promise<Observation>;
  /** TERM, after `graceMs` KILL; returns when nothing of it runs. After it no late start can run. */
  stop(attempt: AttemptKey, graceMs: number): Promise<Observation>;
  /** A fresh look. */
  observe(attempt: AttemptKey): Promise<Observation>;
  /** Removes what is left of a stopped attempt. */
  release(attempt: AttemptKey): Promise<void>;
  /** Calls `look` when an attempt may have changed; the answer ends it. */
  watch(look: (attempt: AttemptKey) => void): () => void;
  /** Its output from byte `from` to where it ends now. */
  logs(attempt: AttemptKey, from: number): AsyncIterable<Uint8Array>;
  /** Every attempt that is not released, for finding orphans. */
  list(): Promise<readonly AttemptKey[]>;
}
