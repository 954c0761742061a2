import { linearPattern } from "../definitions/linear-pattern.ts";
import { type CelCall, quote } from "./cel.ts";
import { FUNCTIONS, METHODS } from "./cel-functions.ts";
import { ANY, type CelType, kindInWords, typeInWords } from "./cel-type.ts";
import type { Report } from "./check-known.ts";
import { didYouMean } from "./check-names.ts";

/** The type that a function gives for arguments of these types; reports functions that are not there or do not take them. */
export function typeOfCall(cel: CelCall, types: readonly CelType[], report: Report): CelType {
  const forms = (cel.method ? METHODS : FUNCTIONS).get(cel.name);
  if (!forms) {
    report("unknown-name", `there is no function \`${cel.name}\``, functionHint(cel));
    return ANY;
  }
  const fitting = forms.filter(
    ({ takes }) =>
      takes.length === types.length && types.every((type, i) => type.kind === "any" || type.kind === takes[i]),
  );
  const [form] = fitting;
  if (!form) {
    const given = types.map(typeInWords).join(", ");
    const taken = forms.map(({ takes }) => `(${takes.map(kindInWords).join(", ")})`).join(" or ");
    report("type-mismatch", `${quote(cel)}: \`${cel.name}\` does not take (${given})`, `It takes ${taken}.`);
    return ANY;
  }
  if (cel.method && cel.name === "matches") checkPattern(cel, report);
  return fitting.every(({ gives }) => gives.kind === form.gives.kind) ? form.gives : ANY;
}

function functionHint({ name, method }: CelCall): string {
  if (method && FUNCTIONS.has(name)) return `It is written ${name}(…).`;
  if (!method && METHODS.has(name)) return `It is written value.${name}(…).`;
  const names = method
    ? [...METHODS.keys(), "all", "exists", "exists_one", "map", "filter"]
    : [...FUNCTIONS.keys(), "has"];
  return didYouMean(name, names) ?? `There are ${names.join(", ")}.`;
}

/** A pattern is written out, so that a wrong one is found before anything runs. */
function checkPattern({ args: [, pattern] }: CelCall, report: Report): void {
  if (pattern?.op !== "literal" || typeof pattern.value !== "string") {
    report("invalid-expression", "the pattern of `matches` is written out as a text");
  } else if (!linearPattern(pattern.value)) {
    const hint = "It is a regular expression of RE2: without look-around and back-references.";
    report("invalid-expression", `${quote(pattern)} is no pattern`, hint);
  }
}
