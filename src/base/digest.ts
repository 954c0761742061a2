import { hash } from "node:crypto"; // the one core module of the pure rooms: a hash is a function of its input
import canonicalize from "canonicalize";
import type { Json } from "./json.ts";

/** SHA-256 of a text (UTF-8) or of bytes, as 64 hex digits. */
export function sha256(content: string | Uint8Array): string {
  return hash("sha256", content);
}

/** SHA-256 of a value's canonical JSON (RFC 8785): key order does not matter. */
export function digestOf(value: Json): string {
  return sha256(canonicalJson(value));
}

/** A value's canonical JSON (RFC 8785). */
export function canonicalJson(value: Json): string {
  return canonicalize(value) ?? "null";
}
