import type { Commit } from "./model-remote.ts";

/** A request as people wrote it. */
export interface RequestDocument {
  readonly kind: "Run" | "Cancel";
  readonly name: string;
  /** Of `key: value` pairs. */
  readonly spec: string;
}

export function requestText({ kind, name, spec }: RequestDocument): string {
  return `apiVersion: pilotage/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: { ${spec} }\n`;
}

/** Every request that stands in a commit, as often as it does. */
export function requestsIn({ files }: Commit): readonly RequestDocument[] {
  return [...files].flatMap(([path, { text }]) => {
    const [, kind, name = "", spec = ""] =
      (path.startsWith("runs/") && /kind: (Run|Cancel)\nmetadata: \{ name: (\S+) \}\nspec: \{ (.*) \}\n$/.exec(text)) ||
      [];
    return kind === "Run" || kind === "Cancel" ? [{ kind, name, spec }] : [];
  });
}

/** What a spec says. */
export function valuesOf(spec: string): { readonly [key: string]: string } {
  return Object.fromEntries(spec.split(", ").map((pair) => pair.split(": ")));
}
