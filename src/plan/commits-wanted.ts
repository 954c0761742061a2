import type { Definitions } from "../definitions/definition.ts";
import type { RequestFate, RequestKey } from "./plan.ts";
import { keyOfRequest } from "./request-key.ts";

/** The other commits that requests without a fate name: the plan needs to know what they define. */
export function commitsWanted(
  definitions: Definitions,
  fates: ReadonlyMap<RequestKey, RequestFate>,
): readonly string[] {
  const commits = new Set<string>();
  for (const request of definitions.requests) {
    if (request.kind !== "Run" || request.spec.commit === undefined) continue;
    if (!fates.has(keyOfRequest(request))) commits.add(request.spec.commit);
  }
  return [...commits].sort();
}
