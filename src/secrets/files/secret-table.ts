import { type Document, isScalar, LineCounter, type ParsedNode, parseDocument, visit } from "yaml";
import { OperationalError } from "../../base/operational-error.ts";

/** Values by key, by name. */
export type SecretTable = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads YAML of the form `name: {key: value}`. Every value is the text that stands there: `0123` and `yes` stay what
 * they are. Throws OperationalError `secrets-unreadable`, which never quotes what it read.
 */
export function parseSecrets(text: string, path: string): SecretTable {
  const lineCounter = new LineCounter();
  const options = { schema: "failsafe", prettyErrors: false, uniqueKeys: false, lineCounter } as const;
  const document = parseDocument(text, options);
  const lineOf = (offset: number) => `${path}:${lineCounter.linePos(offset).line}`;
  const [error] = document.errors;
  if (error) throw unreadable(`${lineOf(error.pos[0])} is no YAML (${error.code})`);
  const repeated = repeatedKey(document);
  if (repeated) throw unreadable(`${lineOf(repeated.range[0])} has a key that is there already`);
  const table = withAliasesResolved(document);
  if (!isTable(table)) throw unreadable(`${path} is not of the form name: {key: value}`);
  return table;
}

/** In linear time, where the library compares each key with all before it. */
function repeatedKey(document: Document.Parsed): ParsedNode | undefined {
  let repeated: ParsedNode | undefined;
  visit(document, {
    Map(_, { items }) {
      const names = new Set<unknown>();
      const key = items.find((item) => isScalar(item.key) && names.size === names.add(item.key.value).size)?.key;
      if (!isScalar(key)) return undefined;
      repeated = key as ParsedNode; // of a document that was just parsed
      return visit.BREAK;
    },
  });
  return repeated;
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
