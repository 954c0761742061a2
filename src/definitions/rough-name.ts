import type { DocumentBody } from "./definition.ts";

const KIND = /^kind:[ \t]*["']?(Component|Pipeline|Run|Cancel)\b/m;
const NAME =
  /^metadata:[ \t]*(?:\{[^}\n]*?|(?:#.*)?\r?\n(?:[ \t].*\n)*?[ \t]+)\bname:[ \t]*["']?([a-z0-9][-a-z0-9]{0,39})(?![-\w])/m;

/**
 * The kind and name of a document that cannot be read as YAML, as far as plain lines say them: a definition that is only
 * out of reach must not be taken for a deleted one.
 */
export function roughName(text: string): Pick<DocumentBody, "kind" | "name"> | undefined {
  const kind = KIND.exec(text)?.[1] as DocumentBody["kind"] | undefined;
  const name = NAME.exec(text)?.[1];
  return kind && name !== undefined ? { kind, name } : undefined;
}
