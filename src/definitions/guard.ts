import { nestingMeter } from "./nesting.ts";
import type { TextProblem } from "./text-problem.ts";
import { type YamlToken, yamlTokens } from "./yaml-tokens.ts";

/** What a file may hold. Real definitions stay far below; a YAML parser may take minutes for what lies above. */
const LIMITS = { characters: 256 * 1024, tokens: 60_000, depth: 32, aliases: 20 };

export interface Guarded {
  /** The text in the lexer's pieces; undefined where a parser might not end on it in time. */
  readonly lexemes: readonly string[] | undefined;
  readonly problems: readonly TextProblem[];
}

/** Looks at a text in linear time before a YAML parser may: is it small and flat enough, and without what we refuse? */
export function guard(text: string): Guarded {
  if (text.length > LIMITS.characters) {
    return refused({
      offset: 0,
      code: "yaml-too-costly",
      message: `the file has ${text.length} characters; at most ${LIMITS.characters} are read`,
      hint: "Split it into several files.",
    });
  }
  const lexemes: string[] = [];
  const problems: TextProblem[] = [];
  const nestingAt = nestingMeter();
  let aliases = 0;
  for (const token of yamlTokens(text)) {
    lexemes.push(token.source);
    if (token.type === "alias") aliases++;
    const excess = excessOf({ tokens: lexemes.length, aliases, depth: nestingAt(token) });
    if (excess) return refused(...problems, { offset: token.offset, code: "yaml-too-costly", ...excess });
    if (token.type === "explicit-key-ind") return refused(...problems, { ...notAllowed(token), ...EXPLICIT_KEY });
    if (token.type === "tag") problems.push({ ...notAllowed(token), ...TAG });
    if (token.type === "directive-line") problems.push({ ...notAllowed(token), ...DIRECTIVE });
  }
  return { lexemes, problems };
}

function refused(...problems: readonly TextProblem[]): Guarded {
  return { lexemes: undefined, problems };
}

type Words = Pick<TextProblem, "message" | "hint">;

function excessOf(count: { tokens: number; aliases: number; depth: number }): Words | undefined {
  if (count.depth > LIMITS.depth) {
    return { message: `values are nested more than ${LIMITS.depth} deep`, hint: "Make it flatter." };
  }
  if (count.aliases > LIMITS.aliases) {
    return { message: `the file has more than ${LIMITS.aliases} aliases (*name)`, hint: "Write the values out." };
  }
  if (count.tokens > LIMITS.tokens) {
    return { message: `the file has more than ${LIMITS.tokens} words and signs`, hint: "Split it into several files." };
  }
  return undefined;
}

function notAllowed({ offset }: YamlToken): { readonly offset: number; readonly code: string } {
  return { offset, code: "yaml-not-allowed" };
}

const EXPLICIT_KEY: Words = {
  message: "keys are not marked with ?",
  hint: "Write key: value, or put the ? in quotes.",
};
const TAG: Words = { message: "tags (!name) are not used here", hint: "Write the plain value, or put it in quotes." };
const DIRECTIVE: Words = { message: "directives (%name) are not used here", hint: "Remove the line." };
