import { isJsonObject, type Json } from "../base/json.ts";
import type { ExpressionProblem } from "./expression-problem.ts";
import type { Template } from "./template.ts";
import { textParts } from "./text-parts.ts";

export type ReadTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/** Reads the expressions out of a value. A text that is exactly one `${{ }}` keeps the type of its value; `$${{` stands for `${{`. */
export function readTemplate(value: Json): ReadTemplate {
  const problems: ExpressionProblem[] = [];
  const template = read(value, [], problems);
  return problems.length === 0 ? { ok: true, template } : { ok: false, problems };
}

/** The same for what must become text, such as an environment variable: it never keeps another type. */
export function readTextTemplate(value: string | number | boolean): ReadTemplate {
  const read = readTemplate(typeof value === "string" ? value : JSON.stringify(value));
  return read.ok && "cel" in read.template ? { ok: true, template: { parts: [read.template] } } : read;
}

function read(value: Json, pointer: ExpressionProblem["pointer"], problems: ExpressionProblem[]): Template {
  if (typeof value === "string") return readText(value, pointer, problems);
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, read(item, [...pointer, key], problems)] as const);
    const plain = plainValues(entries.map(([, template]) => template));
    if (!plain) return { entries: Object.fromEntries(entries) };
    return { value: Object.fromEntries(entries.map(([key], i) => [key, plain[i] ?? null])) };
  }
  if (typeof value === "object" && value !== null) {
    const items = value.map((item, i) => read(item, [...pointer, i], problems));
    const plain = plainValues(items);
    return plain ? { value: plain } : { items };
  }
  return { value };
}

/** The values of templates without any expression; undefined where one has one. */
function plainValues(templates: readonly Template[]): readonly Json[] | undefined {
  const values = templates.flatMap((template) => ("value" in template ? [template.value] : []));
  return values.length === templates.length ? values : undefined;
}

function readText(text: string, pointer: ExpressionProblem["pointer"], problems: ExpressionProblem[]): Template {
  if (!text.includes("${{")) return { value: text };
  const split = textParts(text);
  if (!split.ok) {
    problems.push({ pointer, ...split.problem });
    return { value: null };
  }
  const [first, ...more] = split.parts;
  if (first === undefined) return { value: "" };
  if (more.length > 0) return { parts: split.parts };
  return typeof first === "string" ? { value: first } : first;
}
