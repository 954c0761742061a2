import type { Assignment } from "../../src/contract/assignment.ts";
import type { CallBody, CallbackEvent } from "../../src/run/run-event.ts";
import { firstLine } from "./model-attempt.ts";
import { SECRET } from "./secrets.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** What the program of an attempt does, act by act. */
export type Behaviour = readonly Act[];

export type Act =
  | { readonly type: "wait"; readonly ms: number }
  | { readonly type: "say"; readonly text: string }
  /** `late`: also after its end. `waits`: for the answer, before it goes on. */
  | {
      readonly type: "call";
      readonly event: CallbackEvent;
      readonly body: CallBody;
      readonly waits: boolean;
      readonly late?: true;
    }
  | { readonly type: "exit"; readonly code: number };

const A_DAY: Act = { type: "wait", ms: 86_400_000 };

/** Whatever a program does, it first says which attempt it is, so that its log can be told from others. */
export function behaviourOf(assignment: Assignment, random: SeededRandom): Behaviour {
  const { RUN_ID: run = "", CO_ACTION: action = "", CO_ATTEMPT } = assignment.environment;
  const text = firstLine({ run, action, attempt: Number(CO_ATTEMPT) });
  return [{ type: "say", text }, ...deedsOf(assignment, random)];
}

/**
 * Components good and bad: plain, calling in order, in disorder, twice, late, contradicting themselves, silent for ever
 * where there is a timeout; some of them say in public what they should not.
 */
function deedsOf(assignment: Assignment, random: SeededRandom): Behaviour {
  const wait = (atMost: number): Act => ({ type: "wait", ms: random.between(1, atMost) });
  const say = (text: string): Act => ({ type: "say", text: `${text}\n` });
  const call = (event: CallbackEvent, body: CallBody = {}, late = false): Act => ({
    type: "call",
    event,
    body,
    waits: !late && !random.oneIn(4),
    ...(late && { late }),
  });
  const good = !random.oneIn(5);
  const leak = random.oneIn(4) ? leakOf(assignment, random) : "nothing";
  const leaking = say(`this is ${leak}`);
  const result: CallBody = {
    status: good,
    result: `attempt ${assignment.attempt.attempt} says ${leak}`,
    output: random.oneIn(20) ? { n: leak } : { n: random.between(0, 9) },
  };
  const exit: Act = { type: "exit", code: good ? 0 : random.between(1, 3) };
  const told = [
    call("COMPONENT_START"),
    call("TASK_START"),
    wait(2_000),
    leaking,
    call("TASK_STATUS", { progress: 0.5, output: { leak } }),
    wait(3_000),
  ];
  const mayBeSilent = assignment.environment.ACTION_TIMEOUT !== "0";
  switch (random.between(1, 9)) {
    case 1:
    case 2:
      return [leaking, say(`[COUT] n = ${random.oneIn(20) ? leak : 7}`), wait(5_000), exit];
    case 3:
    case 4:
      return [...told, call("TASK_RESULT", result), call("COMPONENT_STOP"), wait(500), exit];
    case 5: // never exits by itself
      return [...told, call("TASK_RESULT", result), wait(10), call("COMPONENT_STOP"), A_DAY];
    case 6: {
      // twice, and a second result that differs
      const again = call("TASK_RESULT", result);
      return [...told, again, again, call("TASK_RESULT", { status: !good }), wait(1_000), exit];
    }
    case 7: // in disorder, and after its end
      return [
        call("TASK_RESULT", result),
        call("COMPONENT_START"),
        wait(500),
        exit,
        wait(3_000),
        call("TASK_STATUS", { progress: 1 }, true),
      ];
    case 8: // a result, and nothing more: grace decides
      return [...told, call("TASK_RESULT", result), A_DAY];
    default:
      if (mayBeSilent && random.oneIn(3)) return [leaking, A_DAY];
      return [leaking, wait(mayBeSilent ? 40_000 : 10_000), exit];
  }
}

/** A keyed URL, or the secret in one of the forms in which it turns up. */
function leakOf({ environment, secrets }: Assignment, random: SeededRandom): string {
  const url = environment.TASK_RESULT ?? "";
  if (secrets.TOKEN === undefined) return url;
  return random.pick([url, SECRET, `user:${SECRET}`, Buffer.from(`user:${SECRET}`).toString("base64")]);
}
