import type { Bug } from "../history.ts";

/** Reads the log of an action's first attempt for that of each. */
export const logOfTheFirstAttempt: Bug = {
  name: "log-of-the-first-attempt",
  shows: /the log of attempt [2-9] of \S+ begins with/,
  ports: (ports) => ({
    ...ports,
    runtime: { ...ports.runtime, logs: (key, from) => ports.runtime.logs({ ...key, attempt: 1 }, from) },
  }),
};
