import { attemptsOf } from "../../run/action-of.ts";
import type { RunState } from "../../run/run-state.ts";
import type { Paint } from "../terminal/paint.ts";

/** The ends of the logs of the actions that failed, as their programs wrote them. */
export function failedLogLines(state: RunState, paint: Paint): readonly string[] {
  if (state.phase === "queued") return [];
  return Object.entries(state.actions).flatMap(([name, action]) => {
    const tail = action.phase === "failed" ? attemptsOf(action).at(-1)?.log?.tail.trimEnd() : undefined;
    return tail === undefined || tail === ""
      ? []
      : ["", paint("bold", `Log of ${name}`), ...tail.split("\n").map((line) => `  ${line}`)];
  });
}
