import type { Aside } from "./put-aside.ts";
import type { LogStatus } from "./run-status.ts";

/** What the status file of a run is made with, beside its state. */
export interface RunWriting {
  readonly runtimeName: string;
  readonly aside: Aside;
  /** What is kept of an action's log, by action. */
  readonly logs: ReadonlyMap<string, LogStatus>;
}
