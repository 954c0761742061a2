import type { CST } from "yaml";
import type { TextProblem } from "./text-problem.ts";
import { type YamlToken, yamlTokens } from "./yaml-tokens.ts";

/** What a file may hold. Real definitions stay far below; a YAML parser may take minutes for what lies above. */
const LIMITS = { bytes: 256 * 1024, tokens: 60_000, depth: 32, aliases: 20 };

export interface Guarded {
  /** Its syntax trees, flat and small enough to be composed; undefined where that might not end in time. */
  readonly trees: readonly CST.Token[] | undefined;
  readonly problems: readonly TextProblem[];
}

/** Reads the syntax of a text in linear time, and stops where it is too large or deep, or marks keys with ?. */
export function guard(text: string): Guarded {
  if (isTooLong(text)) return refused([{ offset: 0, code: "yaml-too-costly", ...TOO_LONG }]);
  const trees: CST.Token[] = [];
  const problems: TextProblem[] = [];
  let tokens = 0;
  let aliases = 0;
  for (const { type, offset, depth } of yamlTokens(text, trees)) {
    tokens++;
    if (type === "alias") aliases++;
    const excess = excessOf({ tokens, aliases, depth });
    if (excess) return refused([...problems, { offset, code: "yaml-too-costly", ...excess }]);
    const unwanted = unwantedSign(type);
    if (unwanted) problems.push({ offset, code: "yaml-not-allowed", ...unwanted });
    if (type === "explicit-key-ind") return refused(problems);
  }
  return { trees, problems };
}

function refused(problems: readonly TextProblem[]): Guarded {
  return { trees: undefined, problems };
}

type Words = Pick<TextProblem, "message" | "hint">;

/** In bytes, as those count who read files: they cut a longer one behind the limit, and what is left must not pass. */
function isTooLong(text: string): boolean {
  if (text.length * 3 <= LIMITS.bytes) return false;
  return text.length > LIMITS.bytes || new TextEncoder().encode(text).length > LIMITS.bytes;
}

const TOO_LONG: Words = {
  message: `the file has more than ${LIMITS.bytes} bytes, and no more are read`,
  hint: "Split it into several files.",
};

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

function unwantedSign(type: YamlToken["type"]): Words | undefined {
  switch (type) {
    case "explicit-key-ind":
      return { message: "keys are not marked with ?", hint: "Write key: value, or put the ? in quotes." };
    case "tag":
      return { message: "tags (!name) are not used here", hint: "Write the plain value, or put it in quotes." };
    case "directive-line":
      return { message: "directives (%name) are not used here", hint: "Remove the line." };
    default:
      return undefined;
  }
}
