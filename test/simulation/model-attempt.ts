import type { AttemptKey, Observation } from "../../src/run/run-event.ts";

/** One attempt as the machine has it. */
export interface ModelAttempt {
  readonly key: AttemptKey;
  /** blocked: stopped before it could start, so that it never can. */
  state: "blocked" | "running" | "ended";
  readonly startedAt?: number;
  endedAt?: number;
  exitCode?: number;
  signal?: string;
  log: string;
}

export function observationOf(attempt: ModelAttempt | undefined): Observation {
  if (!attempt) return { is: "absent" };
  if (attempt.state === "blocked") return { is: "gone" };
  const { state, startedAt, endedAt, exitCode, signal } = attempt;
  return {
    is: state,
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(exitCode !== undefined && { exitCode }),
    ...(signal !== undefined && { signal }),
  };
}

/** What an attempt says of itself, as it was told. */
export function firstLine({ run, action, attempt }: Pick<AttemptKey, "run" | "action" | "attempt">): string {
  return `here is attempt ${attempt} of ${run}/${action}\n`;
}

/** An attempt in words: `alpha-3/a1/0/1`. */
export function nameOf({ run, action, copy, attempt }: AttemptKey): string {
  return `${run}/${action}/${copy}/${attempt}`;
}
