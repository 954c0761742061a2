import type { Diagnostic } from "../base/diagnostic.ts";
import { composeYaml } from "./compose-yaml.ts";
import type { PlacedProblem } from "./definition.ts";
import { guard } from "./guard.ts";
import { offsetOfPlace } from "./place.ts";
import { textPositions } from "./text-positions.ts";

/** Gives problems of one text, found after it was parsed, their lines; a place that is not there has that of what is around it. */
export function locateProblems(text: string, problems: readonly PlacedProblem[]): readonly Diagnostic[] {
  const positionOf = textPositions(text);
  const documents = composeYaml(guard(text).trees ?? [], positionOf);
  return problems.map(({ path, blob: _, place, ...said }) => {
    const document = documents.find(({ index }) => index === place.document);
    const position = document ? positionOf(offsetOfPlace(document.contents, place)) : {};
    return { file: path, ...position, ...said };
  });
}
