/**
 * base/ — words that every room shares: JSON values, instants, durations, names, digests, problems.
 * In: nothing; this room imports no other. Out: small pure functions and types.
 */

/** A JSON value, whole and immutable. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object, immutable. */
export type JsonObject = { readonly [key: string]: Json };

/** Tells a JSON object from every other JSON value. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
