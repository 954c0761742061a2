import { canonicalJson, sha256 } from "../base/digest.ts";
import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";
import { utf8Bytes } from "../base/utf8-bytes.ts";

/** Values over this many bytes stand in files of their own, so that a status file stays readable. */
const LIMIT_BYTES = 4 * 1024;
/** What would not read well inside a status file, whatever its size: YAML itself wants short keys. */
const LIMIT_DEPTH = 16;
const LIMIT_KEY = 200;

/** Takes large values out of what is written, and keeps them by the digest of their content. */
export interface Aside {
  /** The value, or `{ sha256, size, type }` in its place. */
  value(value: Json): Json;
  /** Each value of an object by itself. */
  values(object: JsonObject): JsonObject;
  /** Content by digest: a text as it is, everything else as canonical JSON. */
  readonly contents: ReadonlyMap<string, string>;
}

/** An empty place for the large values of one run. */
export function createAside(): Aside {
  const contents = new Map<string, string>();

  function value(value: Json): Json {
    if (isSmall(value)) return value;
    const content = typeof value === "string" ? value : canonicalJson(value);
    const digest = sha256(content);
    contents.set(digest, content);
    const type = typeof value === "string" ? "text/plain" : "application/json";
    return { sha256: digest, size: utf8Bytes(content), type };
  }

  return {
    value,
    values: (object) => Object.fromEntries(Object.entries(object).map(([name, item]) => [name, value(item)])),
    contents,
  };
}

/** A small value that looks like a reference goes aside too: then a reference is always one. */
function isSmall(value: Json): boolean {
  if (typeof value === "string") return utf8Bytes(value) <= LIMIT_BYTES;
  if (typeof value !== "object" || value === null) return true;
  return isFlat(value, LIMIT_DEPTH) && !looksLikeReference(value) && utf8Bytes(JSON.stringify(value)) <= LIMIT_BYTES;
}

function isFlat(value: Json, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth === 0 || Object.keys(value).some((key) => key.length > LIMIT_KEY)) return false;
  return Object.values(value).every((item) => isFlat(item, depth - 1));
}

function looksLikeReference(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).sort().join() === "sha256,size,type";
}
