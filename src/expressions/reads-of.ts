import { type Cel, pathOf } from "./cel.ts";
import { parseCel } from "./parse-cel.ts";
import type { Template } from "./template.ts";

/** What an expression reads, each once, in the order of first mention. */
export interface Reads {
  readonly actions: readonly string[];
  readonly inputs: readonly string[];
}

/** The actions and inputs that a template, or a bare expression, names. One that cannot be read names none. */
export function readsOf(template: Template | string): Reads {
  const paths = celsOf(template).flatMap((cel) => {
    const parsed = parseCel(cel);
    return parsed.ok ? pathsIn(parsed.cel) : [];
  });
  const namesUnder = (root: string) => [
    ...new Set(paths.flatMap(([first, name]) => (first === root && name ? [name] : []))),
  ];
  return { actions: namesUnder("actions"), inputs: namesUnder("inputs") };
}

function celsOf(template: Template | string): readonly string[] {
  if (typeof template === "string") return [template];
  if ("cel" in template) return [template.cel];
  if ("parts" in template) return template.parts.flatMap((part) => (typeof part === "string" ? [] : [part.cel]));
  if ("items" in template) return template.items.flatMap(celsOf);
  if ("entries" in template) return Object.values(template.entries).flatMap(celsOf);
  return [];
}

function pathsIn(cel: Cel): readonly (readonly string[])[] {
  const path = pathOf(cel);
  return path ? [path] : partsOf(cel).flatMap(pathsIn);
}

function partsOf(cel: Cel): readonly Cel[] {
  switch (cel.op) {
    case "literal":
    case "name":
      return [];
    case "field":
    case "not":
    case "negate":
      return [cel.of];
    case "has":
      return [cel.field];
    case "index":
      return [cel.of, cel.index];
    case "call":
      return cel.args;
    case "walk":
      return cel.keep ? [cel.of, cel.keep, cel.body] : [cel.of, cel.body];
    case "list":
      return cel.items;
    case "map":
      return cel.entries.flat();
    case "if":
      return [cel.test, cel.yes, cel.no];
    case "and":
    case "or":
    case "binary":
      return [cel.left, cel.right];
  }
}
