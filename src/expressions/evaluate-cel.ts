import { type Cel, type CelCall, type CelWalk, pathOf, quote } from "./cel.ts";
import { CelFailure, TooMuchWork } from "./cel-failure.ts";
import { FUNCTIONS, integerOf, METHODS } from "./cel-functions.ts";
import { kindInWords } from "./cel-type.ts";
import { type CelMap, type CelValue, isList, isNumeric, kindOf, weight } from "./cel-value.ts";
import { runBinary } from "./run-binary.ts";

/** What an evaluation goes by. */
export interface Evaluation {
  /** The value behind a chain of names such as `actions.unit.outputs`; fails where it is not there. */
  readonly read: (path: readonly string[]) => CelValue;
  /** Counts work, where 1 is a look at one part or item; fails once it is too much. */
  readonly spend: (steps: number) => void;
}

type Variables = ReadonlyMap<string, CelValue>;

const MAX_STEPS = 1_000_000;
/** An exception costs as much time as this many parts. */
const STEPS_OF_A_FAILURE = 100;

/**
 * The value of an expression; throws CelFailure, and nothing else that the expression could bring about. The library's own
 * evaluator has no limit on its work, runs matches() by backtracking and refuses `has(actions["go-test"].outputs.x)`.
 */
export function evaluateCel(cel: Cel, read: Evaluation["read"]): CelValue {
  let left = MAX_STEPS;
  const spend = (steps: number) => {
    left -= steps;
    if (left < 0) throw new TooMuchWork(`it takes more than ${MAX_STEPS.toLocaleString("en")} steps`);
  };
  return evaluate(cel, new Map(), { read, spend });
}

function evaluate(cel: Cel, variables: Variables, on: Evaluation): CelValue {
  on.spend(1);
  const inner = (part: Cel) => evaluate(part, variables, on);
  switch (cel.op) {
    case "literal":
      return cel.value;
    case "name":
      return variables.has(cel.name) ? (variables.get(cel.name) ?? null) : on.read([cel.name]);
    case "field":
      return fieldOf(cel, variables, on);
    case "has":
      return entriesOf(cel.field.of, inner(cel.field.of)).has(cel.field.name);
    case "index":
      return itemOf(cel, inner(cel.of), inner(cel.index));
    case "call":
      return call(cel, cel.args.map(inner), on);
    case "walk":
      return walk(cel, variables, on);
    case "list":
      return cel.items.map(inner);
    case "map":
      return new Map(cel.entries.map(([key, value]) => [keyOf(key, inner(key)), inner(value)]));
    case "if":
      return condition(cel.test, inner) ? inner(cel.yes) : inner(cel.no);
    case "and":
      return decided([cel.left, cel.right], false, (side) => condition(side, inner), on);
    case "or":
      return decided([cel.left, cel.right], true, (side) => condition(side, inner), on);
    case "not":
      return !condition(cel.of, inner);
    case "negate": {
      const value = inner(cel.of);
      if (isNumeric(value)) return typeof value === "bigint" ? integerOf(-value) : -value;
      throw new CelFailure(`${quote(cel.of)} is ${kindInWords(kindOf(value))} and has no negative`);
    }
    case "binary":
      return runBinary(cel, inner(cel.left), inner(cel.right), on.spend);
  }
}

function fieldOf(cel: Cel & { readonly op: "field" }, variables: Variables, on: Evaluation): CelValue {
  const path = pathOf(cel);
  if (path && !variables.has(path[0] ?? "")) return on.read(path);
  const value = entriesOf(cel.of, evaluate(cel.of, variables, on)).get(cel.name);
  if (value === undefined) throw new CelFailure(`${quote(cel)} is not there`, true);
  return value;
}

function entriesOf(cel: Cel, value: CelValue): CelMap {
  if (value instanceof Map) return value;
  throw new CelFailure(`${quote(cel)} is ${kindInWords(kindOf(value))}, which has no names`);
}

function itemOf(cel: Cel & { readonly op: "index" }, of: CelValue, index: CelValue): CelValue {
  if (isList(of) && (typeof index === "bigint" || Number.isInteger(index))) {
    const item = of[Number(index)];
    if (item === undefined) throw new CelFailure(`${quote(cel)} is not there: the list has ${of.length} items`, true);
    return item;
  }
  if (of instanceof Map && typeof index === "string") {
    const value: CelValue | undefined = of.get(index);
    if (value === undefined)
      throw new CelFailure(`${quote(cel)} is not there: no key is ${JSON.stringify(index)}`, true);
    return value;
  }
  throw new CelFailure(`${quote(cel)}: ${kindInWords(kindOf(of))} cannot be read by ${kindInWords(kindOf(index))}`);
}

function call(cel: CelCall, values: readonly CelValue[], on: Evaluation): CelValue {
  for (const value of values) on.spend(weight(value) + lengthOf(value));
  const kinds = values.map(kindOf);
  const form = (cel.method ? METHODS : FUNCTIONS)
    .get(cel.name)
    ?.find(({ takes }) => takes.length === kinds.length && takes.every((kind, i) => kind === kinds[i]));
  if (!form)
    throw new CelFailure(`${quote(cel)}: \`${cel.name}\` does not take (${kinds.map(kindInWords).join(", ")})`);
  on.spend(form.work?.(values) ?? 0);
  const value = form.run(values);
  on.spend(weight(value) + lengthOf(value));
  return value;
}

function lengthOf(value: CelValue): number {
  return isList(value) ? value.length : 0;
}

function walk(cel: CelWalk, variables: Variables, on: Evaluation): CelValue {
  const items = itemsOf(cel, evaluate(cel.of, variables, on), on.spend);
  const of = (item: CelValue) => (part: Cel) => {
    on.spend(variables.size);
    return evaluate(part, new Map([...variables, [cel.variable, item]]), on);
  };
  const holds = (item: CelValue) => condition(cel.body, of(item));
  switch (cel.how) {
    case "all":
      return decided(items, false, holds, on);
    case "exists":
      return decided(items, true, holds, on);
    case "exists_one":
      return items.filter(holds).length === 1;
    case "filter":
      return items.filter(holds);
    case "map": {
      const { keep, body } = cel;
      return (keep ? items.filter((item) => condition(keep, of(item))) : items).map((item) => of(item)(body));
    }
  }
}

function itemsOf(cel: CelWalk, value: CelValue, spend: Evaluation["spend"]): readonly CelValue[] {
  if (value instanceof Map) {
    spend(value.size);
    return [...value.keys()];
  }
  if (isList(value)) return value;
  throw new CelFailure(
    `${quote(cel.of)} is ${kindInWords(kindOf(value))}: \`${cel.how}\` goes over a list, or the keys of a mapping`,
  );
}

/** `all` and `&&` are decided by the first false, `exists` and `||` by the first true, whatever fails on the way. */
function decided<Side>(sides: readonly Side[], by: boolean, holds: (side: Side) => boolean, on: Evaluation): boolean {
  let failure: CelFailure | undefined;
  for (const side of sides) {
    try {
      if (holds(side) === by) return by;
    } catch (error) {
      if (!(error instanceof CelFailure) || error instanceof TooMuchWork) throw error;
      on.spend(STEPS_OF_A_FAILURE);
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return !by;
}

function condition(cel: Cel, inner: (part: Cel) => CelValue): boolean {
  const value = inner(cel);
  if (typeof value === "boolean") return value;
  throw new CelFailure(`${quote(cel)} is ${kindInWords(kindOf(value))}, where a condition is expected`);
}

function keyOf(cel: Cel, value: CelValue): string {
  if (typeof value === "string") return value;
  throw new CelFailure(`${quote(cel)} is ${kindInWords(kindOf(value))}, where a key is a string`);
}
