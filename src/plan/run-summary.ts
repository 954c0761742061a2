import type { RequestKey } from "./plan.ts";

/** What planning and messages need to know of a run that is under way. */
export interface RunSummary {
  readonly run: string;
  readonly pipeline: string;
  readonly number: number;
  readonly phase: "queued" | "running" | "succeeded" | "failed" | "cancelled";
  /** Whose cancels have counted; absent where nobody knows. */
  readonly cancelledBy?: readonly RequestKey[];
}
