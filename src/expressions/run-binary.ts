import { type CelBinary, quote } from "./cel.ts";
import { CelFailure } from "./cel-failure.ts";
import { integerOf } from "./cel-functions.ts";
import { kindInWords } from "./cel-type.ts";
import { type CelValue, compare, isEqual, isList, isNumeric, kindOf, weight } from "./cel-value.ts";

/** `left sign right`; `spend` counts the work of going through texts, arrays and objects. */
export function runBinary(cel: CelBinary, left: CelValue, right: CelValue, spend: (steps: number) => void): CelValue {
  switch (cel.sign) {
    case "==":
      return isEqual(left, right, spend);
    case "!=":
      return !isEqual(left, right, spend);
    case "in":
      return isIn(cel, left, right, spend);
    case "<":
      return order(cel, left, right, spend) < 0;
    case "<=":
      return order(cel, left, right, spend) <= 0;
    case ">":
      return order(cel, left, right, spend) > 0;
    case ">=":
      return order(cel, left, right, spend) >= 0;
    case "+":
      if (typeof left === "string" && typeof right === "string") {
        spend(weight(left) + weight(right));
        return left + right;
      }
      if (isList(left) && isList(right)) {
        spend(left.length + right.length);
        return [...left, ...right];
      }
      return arithmetic(cel, left, right);
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(cel, left, right);
  }
}

function isIn(cel: CelBinary, item: CelValue, all: CelValue, spend: (steps: number) => void): boolean {
  if (isList(all)) return all.some((one) => isEqual(item, one, spend));
  if (all instanceof Map && typeof item === "string") return all.has(item);
  throw misfit(cel, item, all);
}

function order(cel: CelBinary, left: CelValue, right: CelValue, spend: (steps: number) => void): number {
  spend(weight(left));
  if (isNumeric(left) && isNumeric(right)) return compare(left, right);
  if (typeof left === "string" && typeof right === "string") return compare(left, right);
  throw misfit(cel, left, right);
}

function arithmetic(cel: CelBinary, left: CelValue, right: CelValue): CelValue {
  if (typeof left === "bigint" && typeof right === "bigint") return integerArithmetic(cel, left, right);
  if (typeof left === "number" && typeof right === "number" && cel.sign !== "%")
    return numberArithmetic(cel, left, right);
  throw misfit(cel, left, right);
}

function integerArithmetic(cel: CelBinary, left: bigint, right: bigint): bigint {
  if ((cel.sign === "/" || cel.sign === "%") && right === 0n) throw new CelFailure(`${quote(cel)} divides by zero`);
  if (cel.sign === "+") return integerOf(left + right);
  if (cel.sign === "-") return integerOf(left - right);
  if (cel.sign === "*") return integerOf(left * right);
  return integerOf(cel.sign === "/" ? left / right : left % right);
}

function numberArithmetic(cel: CelBinary, left: number, right: number): number {
  if (cel.sign === "+") return left + right;
  if (cel.sign === "-") return left - right;
  return cel.sign === "*" ? left * right : left / right;
}

function misfit(cel: CelBinary, left: CelValue, right: CelValue): CelFailure {
  return new CelFailure(
    `${quote(cel)}: \`${cel.sign}\` does not take ${kindInWords(kindOf(left))} and ${kindInWords(kindOf(right))}`,
  );
}
