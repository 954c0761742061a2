import { type CelProblem, celProblem } from "./expression-problem.ts";

export type TextPart = string | { readonly cel: string };

type TextParts =
  | { readonly ok: true; readonly parts: readonly TextPart[] }
  | { readonly ok: false; readonly problem: CelProblem };

const OPEN = "${{";
const CLOSE = "}}";

/** Splits a text at its `${{ }}`. `$${{` is the text `${{`. */
export function textParts(text: string): TextParts {
  const parts: TextPart[] = [];
  let plain = "";
  let from = 0;
  for (let open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
    if (text[open - 1] === "$" && open > from) {
      plain += text.slice(from, open - 1) + OPEN;
      from = open + OPEN.length;
      continue;
    }
    const start = open + OPEN.length;
    const end = endOfExpression(text, start);
    if (end === undefined) return unterminated(text.slice(open));
    const cel = text.slice(start, end).trim();
    if (cel === "") return refused(`\`${OPEN} ${CLOSE}\` is empty`);
    plain += text.slice(from, open);
    if (plain !== "") parts.push(plain);
    parts.push({ cel });
    plain = "";
    from = end + CLOSE.length;
  }
  plain += text.slice(from);
  if (plain !== "") parts.push(plain);
  return { ok: true, parts };
}

/** Where the `}}` stands: not in a string of the expression, and not where it closes braces of the expression itself. */
function endOfExpression(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "'") at = endOfString(text, at, character);
    else if (character === "{") depth += 1;
    else if (character === "}" && depth > 0) depth -= 1;
    else if (text.startsWith(CLOSE, at)) return at;
  }
  return undefined;
}

/** The last position of a string of CEL: 'a', "a" or """a"""; a backslash takes the next character with it, as in the parser. */
function endOfString(text: string, start: number, quote: string): number {
  const mark = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  for (let at = start + mark.length; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text.startsWith(mark, at)) return at + mark.length - 1;
  }
  return text.length;
}

function unterminated(text: string): TextParts {
  const excerpt = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const where = text.includes(CLOSE) ? " outside its strings and braces" : "";
  return refused(`\`${excerpt}\` has no \`}}\`${where}`, `Where a \`${OPEN}\` is meant as text, write \`$${OPEN}\`.`);
}

function refused(message: string, hint?: string): TextParts {
  return { ok: false, problem: celProblem("invalid-expression", message, hint) };
}
