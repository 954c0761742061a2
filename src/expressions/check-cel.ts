import type { Cel, CelLiteral, CelWalk } from "./cel.ts";
import { quote } from "./cel.ts";
import { ANY, type CelObjectType, type CelType, commonType, isAssignable, typeInWords } from "./cel-type.ts";
import { typeOfBinary } from "./check-binary.ts";
import { typeOfCall } from "./check-call.ts";
import { type Known, RESERVED, SCOPE } from "./check-known.ts";
import { typeOfField, typeOfName } from "./check-names.ts";
import { type CelProblem, celProblem } from "./expression-problem.ts";
import { presentWhen } from "./presence.ts";

export interface CheckedCel {
  readonly type: CelType;
  readonly problems: readonly CelProblem[];
}

const BOOLEAN: CelType = { kind: "boolean" };
const STRING: CelType = { kind: "string" };

/**
 * The type of an expression, and all that is wrong with it. The library's own checker knows neither our schemas nor
 * what may be lacking, and cannot say which name was meant.
 */
export function checkCel(cel: Cel, scope: CelObjectType): CheckedCel {
  const problems: CelProblem[] = [];
  const report: Known["report"] = (code, message, hint) => {
    problems.push(celProblem(code, message, hint));
  };
  return { type: typeOf(cel, { scope, variables: new Map(), present: new Set(), report }), problems };
}

/** A part with a problem is of any type, so that one mistake is reported once. */
function typeOf(cel: Cel, known: Known): CelType {
  switch (cel.op) {
    case "literal":
      return literalType(cel);
    case "name":
      if (cel.name === "actions" && known.scope.fields.actions) return allActions(known);
      return typeOfName(cel, known);
    case "field":
      return typeOfField(cel, ownerType(cel.of, known), known);
    case "has":
      typeOf(cel.field, { ...known, present: known.present.union(presentWhen(cel, true)) });
      return BOOLEAN;
    case "index":
      return indexType(cel, known);
    case "call":
      return typeOfCall(
        cel,
        cel.args.map((arg) => typeOf(arg, known)),
        known.report,
      );
    case "walk":
      return walkType(cel, known);
    case "list":
      return { kind: "array", items: itemsType(cel.items, known) };
    case "map":
      for (const [key] of cel.entries) demand(key, STRING, known, "a key is a string");
      return {
        kind: "object",
        fields: {},
        others: itemsType(
          cel.entries.map(([, value]) => value),
          known,
        ),
      };
    case "if":
      return ifType(cel, known);
    case "and":
    case "or":
      demand(cel.left, BOOLEAN, known, "`&&` and `||` join conditions");
      demand(cel.right, BOOLEAN, after(cel.left, cel.op === "and", known), "`&&` and `||` join conditions");
      return BOOLEAN;
    case "not":
      demand(cel.of, BOOLEAN, known, "`!` turns a condition round");
      return BOOLEAN;
    case "negate": {
      const type = typeOf(cel.of, known);
      if (isAssignable(type, { kind: "number" })) return type;
      known.report("type-mismatch", `${quote(cel.of)} is ${typeInWords(type)} and has no negative`);
      return ANY;
    }
    case "binary":
      return typeOfBinary(cel, typeOf(cel.left, known), typeOf(cel.right, known), known.report);
  }
}

function literalType({ value }: CelLiteral): CelType {
  if (value === null) return { kind: "null" };
  switch (typeof value) {
    case "boolean":
      return BOOLEAN;
    case "bigint":
      return { kind: "integer" };
    case "number":
      return { kind: "number" };
    case "string":
      return { kind: "string", among: [value] };
  }
}

/** Which actions an expression reads must be known before it runs, because reading one is a need. */
function allActions({ report }: Known): CelType {
  report(
    "invalid-expression",
    "after `actions` the name of an action is written out",
    'For example actions.unit, or actions["go-test"].',
  );
  return ANY;
}

function ownerType(of: Cel, known: Known): CelType {
  return of.op === "name" && of.name === "actions" ? typeOfName(of, known) : typeOf(of, known);
}

function indexType(cel: Cel & { readonly op: "index" }, known: Known): CelType {
  const [of, index] = [typeOf(cel.of, known), typeOf(cel.index, known)];
  switch (of.kind) {
    case "any":
      return ANY;
    case "array":
      if (!isAssignable(index, { kind: "integer" }))
        misread(cel.index, index, "a list is read by a whole number", known);
      return of.items;
    case "object":
      if (!isAssignable(index, STRING)) misread(cel.index, index, "a mapping is read by text", known);
      return of.others ?? ANY;
    default:
      misread(cel.of, of, "`[…]` reads lists and mappings", known);
      return ANY;
  }
}

function misread(cel: Cel, type: CelType, why: string, { report }: Known): void {
  report("type-mismatch", `${quote(cel)} is ${typeInWords(type)}: ${why}`);
}

function walkType(cel: CelWalk, known: Known): CelType {
  const of = typeOf(cel.of, known);
  if (!["any", "array", "object"].includes(of.kind)) {
    misread(cel.of, of, `\`${cel.how}\` goes over a list, or the keys of a mapping`, known);
  }
  if (SCOPE.includes(cel.variable) || RESERVED.includes(cel.variable)) {
    known.report("invalid-expression", `\`${cel.variable}\` cannot name the items of \`${cel.how}\`: it has a meaning`);
  }
  const items = of.kind === "array" ? of.items : of.kind === "object" ? STRING : ANY;
  const inside = { ...known, variables: new Map([...known.variables, [cel.variable, items] as const]) };
  if (cel.how === "map") {
    if (cel.keep) demand(cel.keep, BOOLEAN, inside, "the filter of `map` is a condition");
    return { kind: "array", items: typeOf(cel.body, cel.keep ? after(cel.keep, true, inside) : inside) };
  }
  demand(cel.body, BOOLEAN, inside, `\`${cel.how}\` asks a condition of each item`);
  return cel.how === "filter" ? { kind: "array", items } : BOOLEAN;
}

function itemsType(items: readonly Cel[], known: Known): CelType {
  const [first, ...rest] = items.map((item) => typeOf(item, known));
  return rest.reduce((common, type) => commonType(common, type) ?? ANY, first ?? ANY);
}

function ifType(cel: Cel & { readonly op: "if" }, known: Known): CelType {
  demand(cel.test, BOOLEAN, known, "before `?` stands a condition");
  const yes = typeOf(cel.yes, after(cel.test, true, known));
  const no = typeOf(cel.no, after(cel.test, false, known));
  const common = commonType(yes, no);
  if (common) return common;
  known.report(
    "type-mismatch",
    `${quote(cel)} is ${typeInWords(yes)} or ${typeInWords(no)}`,
    "Both sides of `:` must be of one type.",
  );
  return ANY;
}

/** What follows once `cel` has come out as `outcome` may rely on what it asked for. */
function after(cel: Cel, outcome: boolean, known: Known): Known {
  return { ...known, present: known.present.union(presentWhen(cel, outcome)) };
}

function demand(cel: Cel, wanted: CelType, known: Known, why: string): void {
  const type = typeOf(cel, known);
  if (!isAssignable(type, wanted)) misread(cel, type, why, known);
}
