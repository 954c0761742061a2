import { type Document, LineCounter, parseDocument } from "yaml";
import { OperationalError } from "../../base/operational-error.ts";

/** Values by key, by name. */
export type SecretTable = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads YAML of the form `name: {key: value}`. Every value is the text that stands there: `0123` and `yes` stay what
 * they are. Throws OperationalError `secrets-unreadable`, which never quotes what it read.
 */
export function parseSecrets(text: string, path: string): SecretTable {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", prettyErrors: false, lineCounter });
  const [error] = document.errors;
  if (error) throw unreadable(`${path}:${lineCounter.linePos(error.pos[0]).line} is no YAML (${error.code})`);
  const table = withAliasesResolved(document);
  if (!isTable(table)) throw unreadable(`${path} is not of the form name: {key: value}`);
  return table;
}

/** Undefined where an alias leads nowhere, or too many do; what the library says of it quotes the file. */
function withAliasesResolved(document: Document): unknown {
  try {
    return document.toJS({ mapAsMap: true });
  } catch {
    return undefined;
  }
}

function isTable(value: unknown): value is SecretTable {
  return isMapOf(value, (keys) => isMapOf(keys, (secret) => typeof secret === "string"));
}

function isMapOf(value: unknown, holds: (item: unknown) => boolean): boolean {
  return value instanceof Map && value.entries().every(([name, item]) => typeof name === "string" && holds(item));
}

function unreadable(message: string): OperationalError {
  return new OperationalError("secrets-unreadable", message, {
    retry: "never",
    hint: "each line is a secret's name, below it its keys with their values, indented",
  });
}
