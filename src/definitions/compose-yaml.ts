import { Composer, type CST, type Document, type ErrorCode, isScalar, type ParsedNode } from "yaml";
import type { PositionOf } from "./text-positions.ts";
import type { TextProblem } from "./text-problem.ts";

/** One document of a YAML text that says something. */
export interface YamlDocument {
  /** Which of the file, from 0. */
  readonly index: number;
  readonly contents: ParsedNode;
  /** Offset of its end. */
  readonly end: number;
  /** What is wrong with its syntax. */
  readonly problems: readonly TextProblem[];
}

/** Composes the syntax trees that the guard let pass to documents of YAML 1.2. Keys may repeat here: that is checked later, in linear time. */
export function composeYaml(trees: readonly CST.Token[], positionOf: PositionOf): readonly YamlDocument[] {
  const composer = new Composer({ logLevel: "silent", stringKeys: true, uniqueKeys: false, version: "1.2" });
  return Array.from(composer.compose(trees)).flatMap((document, index) => {
    const { contents, range } = document;
    const problems = syntaxProblems(document, positionOf);
    const isEmpty = contents === null || (isScalar(contents) && contents.source === "" && problems.length === 0);
    return isEmpty ? [] : [{ index, contents, end: range[2], problems }];
  });
}

/** One for each line, because one slip makes many errors. Tags and directives are the guard's to refuse. */
function syntaxProblems({ errors }: Document.Parsed, positionOf: PositionOf): readonly TextProblem[] {
  const byLine = new Map<number, TextProblem>();
  for (const { code, message, pos } of errors) {
    const { line } = positionOf(pos[0]);
    if (code === "TAG_RESOLVE_FAILED" || code === "BAD_DIRECTIVE" || byLine.has(line)) continue;
    const hint = HINTS[code];
    const problem = { offset: pos[0], code: "yaml-syntax", message: message.slice(0, LONGEST_MESSAGE) };
    byLine.set(line, hint === undefined ? problem : { ...problem, hint });
  }
  return [...byLine.values()];
}

/** The parser's messages may quote the text to its end. */
const LONGEST_MESSAGE = 160;

const HINTS: { readonly [code in ErrorCode]?: string } = {
  BAD_INDENT: "Check the indentation, and that every bracket is closed.",
  BAD_SCALAR_START: "Put the value in quotes.",
  BLOCK_AS_IMPLICIT_KEY: "Put a value that holds a colon in quotes; begin a mapping on a line of its own.",
  MULTILINE_IMPLICIT_KEY: "Check the indentation, and that the line before ends with a colon where it is a key.",
  NON_STRING_KEY: "Write the key as plain text, or in quotes.",
  TAB_AS_INDENT: "Indent with spaces.",
  UNEXPECTED_TOKEN: "Check the indentation, and that brackets and quotes come in pairs.",
};
