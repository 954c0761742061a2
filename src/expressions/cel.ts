/** The tree of an expression in our words: what the library's parser says, with its macros and `a["b"]` made plain. */
export type Cel =
  | CelLiteral
  | CelName
  | CelField
  | CelHas
  | CelWalk
  | CelNode<"index", { readonly of: Cel; readonly index: Cel }>
  | CelCall
  | CelNode<"list", { readonly items: readonly Cel[] }>
  | CelNode<"map", { readonly entries: readonly (readonly [key: Cel, value: Cel])[] }>
  | CelNode<"if", { readonly test: Cel; readonly yes: Cel; readonly no: Cel }>
  | CelNode<"and" | "or", { readonly left: Cel; readonly right: Cel }>
  | CelNode<"not" | "negate", { readonly of: Cel }>
  | CelBinary;

/** `source`: the expression it is part of; `start` and `end`: its place there. */
type CelNode<Op extends string, Parts> = Readonly<Record<"op", Op>> & Parts & CelPlace;

export interface CelPlace {
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

export type CelLiteral = CelNode<"literal", { readonly value: null | boolean | bigint | number | string }>;

export type CelName = CelNode<"name", { readonly name: string }>;

/** `of.name`, or `of["name"]`. */
export type CelField = CelNode<"field", { readonly of: Cel; readonly name: string }>;

export type CelHas = CelNode<"has", { readonly field: CelField }>;

/** `name(args)`, or `args[0].name(…)` where `method`. */
export type CelCall = CelNode<
  "call",
  { readonly name: string; readonly method: boolean; readonly args: readonly Cel[] }
>;

/** `of.how(variable, body)`; `keep` is the filter of a `map` with three arguments. */
export type CelWalk = CelNode<
  "walk",
  {
    readonly how: "all" | "exists" | "exists_one" | "map" | "filter";
    readonly of: Cel;
    readonly variable: string;
    readonly keep?: Cel;
    readonly body: Cel;
  }
>;

export type CelSign = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "+" | "-" | "*" | "/" | "%";

export type CelBinary = CelNode<"binary", { readonly sign: CelSign; readonly left: Cel; readonly right: Cel }>;

/** The names of a chain such as `actions["go-test"].outputs.passed`; undefined where anything else is in it. */
export function pathOf(cel: Cel): readonly string[] | undefined {
  if (cel.op === "name") return [cel.name];
  if (cel.op !== "field") return undefined;
  const path = pathOf(cel.of);
  return path && [...path, cel.name];
}

/** A part of an expression as it was written. */
export function textOf(cel: CelPlace): string {
  const part = cel.source.slice(cel.start, cel.end);
  // The parser drops parentheses, so that a part may begin behind one that it closes: then the whole says more.
  return part.split("(").length === part.split(")").length ? part : cel.source.trim();
}

/** The same between backticks, for messages. */
export function quote(cel: CelPlace): string {
  return `\`${textOf(cel)}\``;
}
