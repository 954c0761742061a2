import type { Assignment } from "../../src/contract/assignment.ts";
import type { CallBody, CallbackEvent } from "../../src/run/run-event.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** What the program of an attempt does, act by act. */
export interface Behaviour {
  readonly acts: readonly Act[];
}

export type Act =
  | { readonly type: "wait"; readonly ms: number }
  | { readonly type: "say"; readonly line: string }
  /** `late`: also after its end. `waits`: for the answer, before it goes on. */
  | {
      readonly type: "call";
      readonly event: CallbackEvent;
      readonly body: CallBody;
      readonly waits: boolean;
      readonly late?: true;
    }
  | { readonly type: "exit"; readonly code: number };

/** Components good and bad: plain, calling in order, in disorder, twice, late, contradicting themselves, silent for ever. */
export function behaviourOf(assignment: Assignment, random: SeededRandom): Behaviour {
  const wait = (atMost: number): Act => ({ type: "wait", ms: random.between(1, atMost) });
  const call = (event: CallbackEvent, body: CallBody = {}, late = false): Act => ({
    type: "call",
    event,
    body,
    waits: !late && !random.oneIn(4),
    ...(late && { late }),
  });
  const good = !random.oneIn(5);
  const result: CallBody = {
    status: good,
    result: `said by attempt ${assignment.attempt.attempt}`,
    output: { n: random.between(0, 9) },
  };
  const exit: Act = { type: "exit", code: good ? 0 : random.between(1, 3) };
  const told = [
    call("COMPONENT_START"),
    call("TASK_START"),
    wait(2_000),
    call("TASK_STATUS", { progress: 0.5 }),
    wait(3_000),
  ];
  switch (random.between(1, 9)) {
    case 1:
    case 2:
      return { acts: [{ type: "say", line: `[COUT] n = ${random.between(0, 9)}` }, wait(5_000), exit] };
    case 3:
    case 4:
      return { acts: [...told, call("TASK_RESULT", result), call("COMPONENT_STOP"), wait(500), exit] };
    case 5: // never exits by itself
      return {
        acts: [
          ...told,
          call("TASK_RESULT", result),
          wait(10),
          call("COMPONENT_STOP"),
          { type: "wait", ms: 90_000_000 },
        ],
      };
    case 6: // twice, and a second result that differs
      return {
        acts: [
          ...told,
          call("TASK_RESULT", result),
          call("TASK_RESULT", result),
          call("TASK_RESULT", { status: !good }),
          wait(1_000),
          exit,
        ],
      };
    case 7: // in disorder, and after its end
      return {
        acts: [
          call("TASK_RESULT", result),
          call("COMPONENT_START"),
          wait(500),
          exit,
          wait(3_000),
          call("TASK_STATUS", { progress: 1 }, true),
        ],
      };
    case 8: // a result, and nothing more: grace decides
      return { acts: [...told, call("TASK_RESULT", result), { type: "wait", ms: 90_000_000 }] };
    default: // silent: the timeout decides
      return { acts: [{ type: "wait", ms: random.oneIn(3) ? 90_000_000 : random.between(1, 40_000) }, exit] };
  }
}
