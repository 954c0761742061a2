import type { Instant } from "../base/instant.ts";
import type { Json, JsonObject } from "../base/json.ts";
import type { RequestKey } from "../plan/plan.ts";
import type { RuntimeCause } from "./reason.ts";

/** One attempt of one copy of an action, ever. `uid` is the run's: names and URLs of two ledgers never meet. */
export interface AttemptKey {
  readonly uid: string;
  readonly run: string;
  readonly action: string;
  /** 0 without matrix. */
  readonly copy: number;
  /** From 1, never used twice. */
  readonly attempt: number;
}

export type CallbackEvent = "COMPONENT_START" | "TASK_START" | "TASK_STATUS" | "TASK_RESULT" | "COMPONENT_STOP";

/** The body of a call, masked already. */
export interface CallBody {
  readonly status?: boolean;
  readonly result?: Json;
  readonly output?: JsonObject;
  readonly progress?: number;
}

/** A call from a component, before it is decided whether it counts. `problems`: found at the border, e.g. `secret-in-output`. */
export interface Call {
  readonly attempt: AttemptKey;
  readonly event: CallbackEvent;
  readonly body: CallBody;
  readonly problems: readonly "secret-in-output"[];
}

/** What a runtime sees of an attempt at one moment. */
export interface Observation {
  /**
   * absent: never started, and can be started · ended: nothing of it runs any more · gone: nor is anything left of it,
   * or it was stopped before it could start, and now never can.
   */
  readonly is: "absent" | "starting" | "running" | "ended" | "gone";
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  readonly exitCode?: number;
  readonly signal?: string;
  readonly cause?: RuntimeCause;
  /** The runtime's own words. */
  readonly message?: string;
}

/** What a log said once it was read to its end, masked. */
export interface LogReading {
  /**
   * VALUE of each `[COUT] NAME = VALUE` line as it stands there, trimmed; the last of a name wins. The output's schema
   * decides whether it is read as JSON: `1.10` is a text where a string is declared.
   */
  readonly outputs: { readonly [name: string]: string };
  readonly problems: readonly "secret-in-output"[];
  readonly bytes: number;
  /** The end of the log, at most 64 KiB, cut at a line where it can be. */
  readonly tail: string;
}

/** A fact as it is stored. Late or repeated facts change nothing. */
export type RunEvent = { readonly at: Instant } & (
  | { readonly type: "admitted"; readonly what: "run" }
  | { readonly type: "admitted"; readonly what: "action"; readonly action: string }
  | { readonly type: "time" }
  | ({ readonly type: "called" } & Call)
  /** `at`: when the look began, so that a look older than a deadline never seals a timeout. */
  | { readonly type: "observed"; readonly attempt: AttemptKey; readonly observation: Observation }
  | { readonly type: "logRead"; readonly attempt: AttemptKey; readonly log: LogReading }
  | { readonly type: "released"; readonly attempt: AttemptKey }
  | { readonly type: "cancelled"; readonly by: RequestKey; readonly reason: string }
  | { readonly type: "engineFailed"; readonly message: string }
);
