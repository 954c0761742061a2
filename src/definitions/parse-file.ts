import type { ParsedNode } from "yaml";
import { digestOf } from "../base/digest.ts";
import type { Json } from "../base/json.ts";
import { type CheckedDocument, checkDocument, nameOf } from "./check-document.ts";
import { composeYaml, type YamlDocument } from "./compose-yaml.ts";
import type { InvalidDocument, ParsedDocument, ParsedFile } from "./definition.ts";
import { guard } from "./guard.ts";
import { jsonOfYaml } from "./json-of-yaml.ts";
import { offsetOfPlace } from "./place.ts";
import type { PointedProblem } from "./pointed-problem.ts";
import { refusedFile } from "./refused-file.ts";
import { roughName } from "./rough-name.ts";
import { type PositionOf, textPositions } from "./text-positions.ts";
import type { TextProblem } from "./text-problem.ts";

/** Of one file, no more problems than this are told. */
const MOST_PROBLEMS = 100;

/** What the text of a blob says, with all its problems at once. A pure function, quick and safe on any text. */
export function parseFile(blob: string, text: string): ParsedFile {
  const positionOf = textPositions(text);
  const guarded = guard(text);
  if (guarded.trees === undefined) return refusedFile(blob, text, placed(guarded.problems, positionOf));

  const documents = composeYaml(guarded.trees, positionOf);
  const read = documents.map((document, index) => {
    const start = documents[index - 1]?.end ?? 0;
    const within = guarded.problems.filter(({ offset }) => offset >= start && offset < document.end);
    return readDocument(document, within, text.slice(start, document.end), positionOf);
  });
  const beyond = guarded.problems.filter(({ offset }) => offset >= (documents.at(-1)?.end ?? 0));
  return {
    blob,
    documents: read.flatMap(({ document }) => document ?? []),
    invalid: read.flatMap(({ invalid }) => invalid ?? []),
    problems: placed([...read.flatMap(({ problems }) => problems), ...beyond], positionOf),
  };
}

interface ReadDocument {
  readonly document?: ParsedDocument;
  readonly invalid?: InvalidDocument;
  readonly problems: readonly TextProblem[];
}

function readDocument(
  { index, contents, problems: syntax }: YamlDocument,
  guarded: readonly TextProblem[],
  text: string,
  positionOf: PositionOf,
): ReadDocument {
  const { value, problems: plain } = jsonOfYaml(contents);
  // After a slip in the syntax the rest means something else than its author meant.
  const { body, problems: pointed }: CheckedDocument = syntax.length > 0 ? { problems: [] } : checkDocument(value);
  // What has no plain value is seen as nothing by the checks, and has its problem already.
  const known = new Set(plain.map(({ offset }) => offset));
  const further = pointed.map((problem) => withOffset(problem, contents)).filter(({ offset }) => !known.has(offset));
  const problems = [...guarded, ...syntax, ...plain, ...further];
  const at = { document: index, ...positionOf(offsetOfPlace(contents, { pointer: ["metadata", "name"] })) };
  if (body && problems.length === 0) {
    // The spec came out of JSON and went through its schema.
    const specDigest = digestOf(body.spec as unknown as Json);
    return { document: { ...body, ...at, specDigest }, problems };
  }
  const named = nameOf(value) ?? roughName(text);
  return named ? { invalid: { ...named, ...at }, problems } : { problems };
}

function withOffset({ pointer, key, ...said }: PointedProblem, contents: ParsedNode): TextProblem {
  return { ...said, offset: offsetOfPlace(contents, key ? { pointer, key } : { pointer }) };
}

/** In the order of the text. */
function placed(problems: readonly TextProblem[], positionOf: PositionOf): ParsedFile["problems"] {
  const told = problems
    .toSorted((a, b) => a.offset - b.offset)
    .slice(0, MOST_PROBLEMS)
    .map(({ offset, ...said }) => ({ ...positionOf(offset), ...said }));
  if (problems.length <= MOST_PROBLEMS) return told;
  const message = `${problems.length - MOST_PROBLEMS} more problems in this file`;
  return [...told, { code: "more-problems", message, hint: "Mend those above first." }];
}
