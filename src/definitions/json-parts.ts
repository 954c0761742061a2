import type { Json, JsonObject } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";

/** The value of a key; undefined where there is none, or no mapping. Rules look at documents whose schema was refused, too. */
export function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The keys and values of a mapping; none of anything else. */
export function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isJsonObject(value) ? Object.entries<JsonObject[string]>(value) : [];
}

/** The items of a list; none of anything else. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
