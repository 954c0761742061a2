import type { Template } from "../../expressions/template.ts";
import { valueText } from "../terminal/value-text.ts";

/** A template as its author would write it on one line. */
export function templateText(template: Template): string {
  if ("value" in template) return valueText(template.value);
  if ("cel" in template) return `\${{ ${template.cel} }}`;
  if ("parts" in template) return JSON.stringify(template.parts.map(partText).join(""));
  if ("items" in template) return `[${template.items.map(templateText).join(", ")}]`;
  const entries = Object.entries(template.entries).map(([key, value]) => `${key}: ${templateText(value)}`);
  return `{ ${entries.join(", ")} }`;
}

function partText(part: string | { readonly cel: string }): string {
  return typeof part === "string" ? part : `\${{ ${part.cel} }}`;
}
