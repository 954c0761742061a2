import { nearest } from "../base/names.ts";
import { type CelField, type CelName, quote, textOf } from "./cel.ts";
import { ANY, type CelObjectType, type CelType, fieldType, typeInWords } from "./cel-type.ts";
import { type Known, RESERVED, SCOPE } from "./check-known.ts";
import { presenceKey } from "./presence.ts";

/** The type of a name that stands by itself. */
export function typeOfName({ name }: CelName, { scope, variables, report }: Known): CelType {
  const found = variables.get(name) ?? fieldType(scope, name)?.type;
  if (found) return found;
  const known = [...Object.keys(scope.fields), ...variables.keys()];
  const all = known.length === 0 ? "No name is known here." : `Known here: ${known.join(", ")}.`;
  if (RESERVED.includes(name)) report("not-supported-yet", `\`${name}\` is not supported yet`, all);
  else if (SCOPE.includes(name)) report("unknown-name", `\`${name}\` cannot be read here`, all);
  else report("unknown-name", `\`${name}\` is not known`, didYouMean(name, known) ?? all);
  return ANY;
}

/** The type of `of.name`, where `of` is of this type; reports names that are not there, or may not be. */
export function typeOfField(cel: CelField, of: CelType, { present, report }: Known): CelType {
  if (of.kind === "any") return ANY;
  if (of.kind !== "object") {
    report("type-mismatch", `${quote(cel.of)} is ${typeInWords(of)} and has no \`${cel.name}\``);
    return ANY;
  }
  const field = fieldType(of, cel.name);
  if (!field) {
    report("unknown-name", `${quote(cel.of)} has no \`${cel.name}\``, fieldHint(cel, of));
    return ANY;
  }
  const key = presenceKey(cel);
  if (field.mayLack && (key === undefined || !present.has(key))) {
    const text = textOf(cel);
    report("may-lack", `\`${text}\` may not be there`, `Ask first, for example has(${text}) ? ${text} : …`);
  }
  return field.type;
}

/** `Did you mean inputs?`, where one of the known names is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const near = nearest(name, known);
  return near && `Did you mean ${near}?`;
}

function fieldHint({ source, of, name }: CelField, { fields }: CelObjectType): string {
  const names = Object.keys(fields);
  const dashed = names.find((known) => known.startsWith(`${name}-`) && source.includes(known));
  if (dashed) return `A name with a dash is written ${textOf(of)}["${dashed}"].`;
  return didYouMean(name, names) ?? (names.length === 0 ? "It has none." : `It has ${names.join(", ")}.`);
}
