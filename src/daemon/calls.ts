import { runName } from "../base/names.ts";
import type { Capability } from "../contract/capability.ts";
import { readCall } from "../contract/read-call.ts";
import type { Answer, Handlers } from "../listener/port.ts";
import type { Repository } from "../repository/port.ts";
import { actionOf } from "../run/action-of.ts";
import { attemptKey } from "../run/attempt-key.ts";
import { findAttempt } from "../run/find-attempt.ts";
import type { AttemptKey, CallbackEvent } from "../run/run-event.ts";
import type { RunState } from "../run/run-state.ts";
import type { Log } from "./log.ts";
import type { Masks } from "./masks.ts";
import type { CallAnswer, RunQueue } from "./run-queue.ts";

/** What the listener asks: every call is stored before it is answered. */
export function createHandlers(parts: {
  readonly queue: Pick<RunQueue, "states" | "call">;
  readonly masks: Masks;
  readonly archive: Repository["archive"];
  readonly log: Log;
  readonly health: Handlers["health"];
}): Handlers {
  /** The run of a URL whose attempt is still open. */
  function openRun(capability: Capability): RunState | undefined {
    const state = parts.queue.states.get(capability.uid);
    const attempt = state && findAttempt(state, keyOf(state, capability));
    return attempt && !attempt.seal ? state : undefined;
  }

  async function called(capability: Capability & { readonly what: CallbackEvent }, bytes: Uint8Array): Promise<Answer> {
    const state = parts.queue.states.get(capability.uid);
    if (!state) return ANSWERS.closed;
    try {
      const read = readCall(bytes, await parts.masks.of(state));
      if (!read.ok) return { status: 400, message: read.message };
      const attempt = keyOf(state, capability);
      return ANSWERS[
        await parts.queue.call({ attempt, event: capability.what, body: read.body, problems: read.problems })
      ];
    } catch (error) {
      parts.log.warn("a call could not be stored", { run: runName(state.pipeline, state.number), error });
      return { status: 503, message: "not stored, call again", retryAfterSeconds: 1 };
    }
  }

  return {
    called,
    async eventData(capability) {
      const state = openRun(capability);
      if (!state || state.phase === "queued") return undefined;
      const action = actionOf(state, capability.action);
      return action.phase !== "pending" && action.started ? JSON.stringify(action.started.with) : undefined;
    },
    async source(capability) {
      const state = openRun(capability);
      return state && (await parts.archive(state.commit));
    },
    health: parts.health,
  };
}

const ANSWERS: { readonly [answer in CallAnswer]: Answer } = {
  accepted: { status: 200, message: "ok" },
  repeated: { status: 200, message: "ok" },
  conflicting: { status: 409, message: "a different result is stored already" },
  closed: { status: 409, message: "this attempt has ended" },
};

function keyOf(state: RunState, { action, copy, attempt }: Capability): AttemptKey {
  return { ...attemptKey(state, action, attempt), copy };
}
