import { nearest } from "../base/names.ts";
import type { Definitions } from "../definitions/definition.ts";
import { WrongUse } from "./wrong-use.ts";

/** Nobody defines what was asked for; says what was probably meant, or what there is. */
export function noPipeline(name: string, { pipelines, invalidPipelines }: Definitions): WrongUse {
  const names = [...pipelines.keys(), ...invalidPipelines.keys()].sort();
  const meant = nearest(name, names);
  const there = names.length === 0 ? "There are no pipelines in this working tree." : `There are: ${names.join(", ")}.`;
  return new WrongUse(`there is no pipeline ${name}`, meant === undefined ? there : `Did you mean ${meant}?`);
}
