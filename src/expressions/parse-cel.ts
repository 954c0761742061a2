import { type ASTNode, ParseError, parse } from "@marcbachmann/cel-js";
import { memo } from "../base/memo.ts";
import type { Cel, CelField, CelPlace, CelWalk } from "./cel.ts";
import { type CelProblem, celProblem } from "./expression-problem.ts";

export type ParsedCel = { readonly ok: true; readonly cel: Cel } | { readonly ok: false; readonly problem: CelProblem };

const MAX_LENGTH = 4_096;
const MAX_DEPTH = 100;
const MAX_NODES = 1_000;

/** The tree of a longer one takes so much room that it is made anew each time. */
const LONGEST_KEPT = 500;

const parsed = memo<ParsedCel>(5_000);

/** Reads an expression; the same short text is read once. At most 4 KiB, 1,000 parts and 100 levels. */
export function parseCel(source: string): ParsedCel {
  return source.length > LONGEST_KEPT ? parseAnew(source) : parsed(source, () => parseAnew(source));
}

function parseAnew(source: string): ParsedCel {
  if (source.length > MAX_LENGTH)
    return refused(`an expression has at most ${MAX_LENGTH} characters, this one ${source.length}`);
  try {
    return { ok: true, cel: converter(source)(parse(source).ast, 0) };
  } catch (error) {
    if (error instanceof Unsupported) return refused(error.message, error.hint);
    if (error instanceof ParseError) return syntaxProblem(source, error);
    if (error instanceof RangeError) return refused("the expression is nested too deeply");
    throw error;
  }
}

function refused(message: string, hint?: string): ParsedCel {
  return { ok: false, problem: celProblem("invalid-expression", message, hint) };
}

class Unsupported extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** From the library's tree to ours; what the language of docs/reference/expressions.md does not have ends here. */
function converter(source: string): (node: ASTNode, depth: number) => Cel {
  let nodes = 0;
  return function convert(node, depth): Cel {
    nodes += 1;
    if (nodes > MAX_NODES) throw new Unsupported(`the expression has more than ${MAX_NODES} parts`);
    if (depth > MAX_DEPTH) throw new Unsupported("the expression is nested too deeply");
    const at: CelPlace = { source, start: node.start, end: node.end };
    const inner = (child: ASTNode) => convert(child, depth + 1);
    switch (node.op) {
      case "value":
        return { op: "literal", value: literal(node.args), ...at };
      case "id":
        return { op: "name", name: node.args, ...at };
      case ".":
        return { op: "field", of: inner(node.args[0]), name: node.args[1], ...at };
      case "[]": {
        const [of, index] = [inner(node.args[0]), inner(node.args[1])];
        if (index.op === "literal" && typeof index.value === "string")
          return { op: "field", of, name: index.value, ...at };
        return { op: "index", of, index, ...at };
      }
      case "call": {
        const [name, args] = node.args;
        if (name === "has") return { op: "has", field: fieldOf(args.map(inner)), ...at };
        return { op: "call", name, method: false, args: args.map(inner), ...at };
      }
      case "rcall": {
        const [name, receiver, args] = node.args;
        if (isWalk(name)) return walk(name, inner(receiver), args.map(inner), at);
        return { op: "call", name, method: true, args: [receiver, ...args].map(inner), ...at };
      }
      case "list":
        return { op: "list", items: node.args.map(inner), ...at };
      case "map":
        return { op: "map", entries: node.args.map(([key, value]) => [inner(key), inner(value)] as const), ...at };
      case "?:":
        return { op: "if", test: inner(node.args[0]), yes: inner(node.args[1]), no: inner(node.args[2]), ...at };
      case "&&":
        return { op: "and", left: inner(node.args[0]), right: inner(node.args[1]), ...at };
      case "||":
        return { op: "or", left: inner(node.args[0]), right: inner(node.args[1]), ...at };
      case "!_":
        return { op: "not", of: inner(node.args), ...at };
      case "-_":
        return { op: "negate", of: inner(node.args), ...at };
      case ".?":
      case "[?]":
        throw new Unsupported("optional access (`.?`) is not supported", "Ask with has() first.");
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
      case "in":
      case "+":
      case "-":
      case "*":
      case "/":
      case "%":
        return { op: "binary", sign: node.op, left: inner(node.args[0]), right: inner(node.args[1]), ...at };
    }
  };
}

function literal(value: unknown): null | boolean | bigint | number | string {
  switch (typeof value) {
    case "boolean":
    case "bigint":
    case "number":
    case "string":
      return value;
    default:
      if (value === null) return null;
      throw new Unsupported(
        "bytes and unsigned integers are not supported",
        'Write a text as "…" and an integer as 1.',
      );
  }
}

function fieldOf([field, ...more]: readonly Cel[]): CelField {
  if (field?.op === "field" && more.length === 0) return field;
  throw new Unsupported("has() asks for one name after a dot", "For example has(inputs.tag).");
}

function isWalk(name: string): name is CelWalk["how"] {
  return ["all", "exists", "exists_one", "map", "filter"].includes(name);
}

function walk(how: CelWalk["how"], of: Cel, [variable, ...rest]: readonly Cel[], at: CelPlace): Cel {
  const [keep, body] = how === "map" && rest.length === 2 ? rest : [undefined, rest[0]];
  if (variable?.op !== "name" || body === undefined || rest.length > (keep ? 2 : 1)) {
    throw new Unsupported(
      `${how}() takes a name for each item and what to say of it`,
      `For example list.${how}(item, item > 0).`,
    );
  }
  return { op: "walk", how, of, variable: variable.name, body, ...(keep && { keep }), ...at };
}

const TOKENS: { readonly [token: string]: string } = {
  EOF: "the end",
  LPAREN: "`(`",
  RPAREN: "`)`",
  LBRACKET: "`[`",
  RBRACKET: "`]`",
  LBRACE: "`{`",
  RBRACE: "`}`",
  COLON: "`:`",
  IDENTIFIER: "a name",
};

const MISSPELT: { readonly [character: string]: string } = {
  "=": "`==` compares.",
  "&": "`&&` means and.",
  "|": "`||` means or.",
};

function syntaxProblem(source: string, error: ParseError): ParsedCel {
  const said = error.summary.replace(/\b[A-Z]{3,}\b/g, (token) => TOKENS[token] ?? token.toLowerCase());
  const start = error.range?.start ?? 0;
  return refused(
    `\`${source.trim()}\` cannot be read: ${said}, at character ${start + 1}`,
    MISSPELT[source[start] ?? ""],
  );
}
