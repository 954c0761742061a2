import type { Request } from "../definitions/definition.ts";
import type { RequestFate, RequestKey } from "./plan.ts";

/** The identity of a request: carried out once; a new name or a changed spec is a new request. */
export function requestKey(request: Pick<RequestFate, "kind" | "name" | "digest">): RequestKey {
  return `${request.kind}/${request.name}/${request.digest}`;
}

/** The identity of a request as it stands in the repository. */
export function keyOfRequest(request: Request): RequestKey {
  return requestKey({ kind: request.kind, name: request.name, digest: request.specDigest });
}
