import { attemptsOf } from "../../run/action-of.ts";
import type { EndPhase, RunState } from "../../run/run-state.ts";
import type { Paint } from "../terminal/paint.ts";

/** The ends of the logs of the actions that ended so, as their programs wrote them. */
export function logLines(state: RunState, phases: readonly EndPhase[], paint: Paint): readonly string[] {
  if (state.phase === "queued") return [];
  return Object.entries(state.actions).flatMap(([name, action]) => {
    const tail = phases.some((phase) => phase === action.phase)
      ? attemptsOf(action).at(-1)?.log?.tail.trimEnd()
      : undefined;
    return tail === undefined || tail === ""
      ? []
      : ["", paint("bold", `Log of ${name}`), ...tail.split("\n").map((line) => `  ${line}`)];
  });
}
