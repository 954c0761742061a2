import type { AttemptKey } from "./run-event.ts";

/** What is to be done outside, following from a saved state alone. One `key` is never carried out twice at once. */
export type Command = { readonly key: string; readonly attempt: AttemptKey } & (
  | { readonly type: "start" }
  | { readonly type: "observe" }
  | { readonly type: "readLog" }
  | { readonly type: "stop"; readonly graceMs: number }
  | { readonly type: "release" }
);
