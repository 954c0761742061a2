import { nearest } from "../base/names.ts";
import type { PointedProblem } from "../definitions/pointed-problem.ts";
import { cyclesIn } from "./graph.ts";
import type { Outline, OutlinedAction } from "./outline.ts";

/** What is wrong with the order of a pipeline: needs of what is not there, comes later, or waits in a circle. */
export function needsProblems(outline: Outline): readonly PointedProblem[] {
  return [...[...outline.actions.values()].flatMap((action) => orderProblems(action, outline)), ...cycles(outline)];
}

function orderProblems(action: OutlinedAction, { actions }: Outline): readonly PointedProblem[] {
  const written = (action.spec.needs ?? []).map((need) => (typeof need === "string" ? need : need.action));
  return action.needs.flatMap(({ action: name }) => {
    const i = written.indexOf(name);
    const place: Pick<PointedProblem, "pointer" | "key"> =
      i < 0 ? { pointer: action.pointer } : { pointer: [...action.pointer, "needs", i] };
    const needed = actions.get(name);
    // A wrong name in an expression is reported with the expression.
    if (!needed) return i < 0 ? [] : [{ ...place, ...unknownAction(name, [...actions.keys()]) }];
    if (needed === action) {
      return [{ ...place, code: "invalid-need", message: `\`${name}\` ${i < 0 ? "reads" : "needs"} itself` }];
    }
    if (needed.order <= action.order) return [];
    const where = needed.stage ? `in the later stage \`${needed.stage.name}\`` : "in `finally`, after everything else";
    const hint = "An action waits for actions of its own stage or an earlier one.";
    const message = `\`${action.spec.name}\` ${i < 0 ? "reads" : "needs"} \`${name}\`, which runs ${where}`;
    return [{ ...place, code: "invalid-need", message, hint }];
  });
}

function unknownAction(name: string, known: readonly string[]): Pick<PointedProblem, "code" | "message" | "hint"> {
  const meant = nearest(name, known);
  const hint = meant === undefined ? `There are ${known.join(", ")}.` : `Did you mean ${meant}?`;
  return { code: "unknown-name", message: `there is no action \`${name}\``, hint };
}

function cycles({ actions }: Outline): readonly PointedProblem[] {
  const graph = new Map(
    [...actions.values()].map(({ spec: { name }, needs }) => [
      name,
      needs.map(({ action }) => action).filter((needed) => needed !== name),
    ]),
  );
  return cyclesIn(graph).flatMap((cycle) => {
    const first = actions.get(cycle[0] ?? "");
    if (!first) return [];
    const pointer = first.spec.needs ? [...first.pointer, "needs"] : [...first.pointer, "name"];
    const isSequence = first.stage?.mode === "sequence";
    const hint = isSequence
      ? "In a stage of `mode: sequence` an action also waits for the one before it."
      : "Remove one of these needs; reading `actions.x` is a need too.";
    return [{ pointer, code: "cycle", message: `actions wait for each other: ${cycle.join(" → ")}`, hint }];
  });
}
