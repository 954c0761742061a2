import { parseFile } from "../../src/definitions/parse-file.ts";

/** The problems of a text as `line:column code: message`. */
export function problemsOf(text: string): readonly string[] {
  return parseFile("blob", text).problems.map(
    ({ line, column, code, message }) => `${line}:${column} ${code}: ${message}`,
  );
}

/** A component named x; its spec begins in line 5 with the first of these lines. */
export function component(...spec: readonly string[]): string {
  return document("Component", spec);
}

/** A pipeline named x; its spec begins in line 5 with the first of these lines. */
export function pipeline(...spec: readonly string[]): string {
  return document("Pipeline", spec);
}

function document(kind: string, spec: readonly string[]): string {
  const lines = ["apiVersion: pilotage/v1", `kind: ${kind}`, "metadata: { name: x }", "spec:"];
  return [...lines, ...spec.map((line) => `  ${line}`), ""].join("\n");
}
