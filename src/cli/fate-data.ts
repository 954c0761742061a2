import { instantToText } from "../base/instant.ts";
import type { RequestFate } from "../plan/plan.ts";

/** The fate of a request for other programs, who get instants as texts. */
export function fateData(fate: RequestFate): Omit<RequestFate, "at"> & { readonly at: string } {
  return { ...fate, at: instantToText(fate.at) };
}
