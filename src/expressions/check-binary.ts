import { type CelBinary, quote } from "./cel.ts";
import { ANY, type CelType, commonType, typeInWords } from "./cel-type.ts";
import type { Report } from "./check-known.ts";
import { didYouMean } from "./check-names.ts";

const BOOLEAN: CelType = { kind: "boolean" };

/** The type of `left sign right`; reports where the two do not go together, and comparisons that never come true. */
export function typeOfBinary(cel: CelBinary, left: CelType, right: CelType, report: Report): CelType {
  const misfit = (hint?: string) =>
    report(
      "type-mismatch",
      `${quote(cel)}: \`${cel.sign}\` does not take ${typeInWords(left)} and ${typeInWords(right)}`,
      hint,
    );
  switch (cel.sign) {
    case "==":
    case "!=":
      if (!isNumeric(left, right) && !goTogether(left, right)) misfit(comparisonHint(left, right));
      else reportNeverEqual(cel, left, right, report);
      return BOOLEAN;
    case "<":
    case "<=":
    case ">":
    case ">=":
      if (!isNumeric(left, right) && !isEach(left, right, "string")) misfit();
      return BOOLEAN;
    case "in":
      if (right.kind === "array" ? !goTogether(left, right.items) : !isEach(right, left, "object", "string")) misfit();
      else if (right.kind === "array") reportNeverEqual(cel, left, right.items, report);
      return BOOLEAN;
    case "+":
    case "-":
    case "*":
    case "/":
    case "%": {
      const type = sum(cel.sign, left, right);
      if (!type) misfit(arithmeticHint(left, right));
      return type ?? ANY;
    }
  }
}

/** What comes out of arithmetic: both sides are of one type, which is also the result's. */
function sum(sign: string, left: CelType, right: CelType): CelType | undefined {
  const [known, other] = left.kind === "any" ? [right, left] : [left, right];
  if (other.kind !== "any" && other.kind !== known.kind) return undefined;
  switch (known.kind) {
    case "any":
    case "integer":
      return known;
    case "number":
      return sign === "%" ? undefined : known;
    case "string":
      return sign === "+" ? { kind: "string" } : undefined;
    case "array":
      return sign === "+" ? (commonType(left, right) ?? ANY) : undefined;
    case "boolean":
    case "null":
    case "object":
      return undefined;
  }
}

function isNumeric(left: CelType, right: CelType): boolean {
  return [left, right].every(({ kind }) => kind === "integer" || kind === "number" || kind === "any");
}

function isEach(a: CelType, b: CelType, kind: CelType["kind"], other = kind): boolean {
  return (a.kind === kind || a.kind === "any") && (b.kind === other || b.kind === "any");
}

/** Nothing declared can be null, so that `null` goes only with what nobody declared. */
function goTogether(a: CelType, b: CelType): boolean {
  return a.kind === "any" || b.kind === "any" || a.kind === b.kind || isNumeric(a, b);
}

function reportNeverEqual(cel: CelBinary, left: CelType, right: CelType, report: Report): void {
  const [a, b] = [left, right].map((type) => (type.kind === "string" ? type.among : undefined));
  if (!a || !b || a.some((value) => b.includes(value))) return;
  const [wanted, known] = a.length === 1 ? [a, b] : [b, a];
  report(
    "type-mismatch",
    `${quote(cel)}: it is never ${JSON.stringify(wanted[0])}, but one of ${known.map((value) => JSON.stringify(value)).join(", ")}`,
    didYouMean(wanted[0] ?? "", known),
  );
}

function comparisonHint(left: CelType, right: CelType): string | undefined {
  if (left.kind === "null" || right.kind === "null")
    return "Nothing declared is null; has() asks whether something is there.";
  return undefined;
}

function arithmeticHint(left: CelType, right: CelType): string | undefined {
  if (isNumeric(left, right)) return "double(…) and int(…) turn one into the other; the number 1 is written 1.0.";
  if (left.kind === "string" || right.kind === "string") return "string(…) turns a value into text.";
  return undefined;
}
