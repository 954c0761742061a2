import type { CallbackEvent } from "../run/run-event.ts";

/** What a keyed URL of ours names: one attempt and one thing that may be done with it. */
export interface Capability {
  readonly keyId: string;
  readonly uid: string;
  readonly action: string;
  readonly copy: number;
  readonly attempt: number;
  readonly what: CallbackEvent | "data" | "source";
}

/** Keyed hash of a path from keyId to event, base64url of its first 16 bytes; undefined for a key that is not ours. */
export type Sign = (keyId: string, path: string) => string | undefined;

const PATH =
  /^\/c\/([a-z0-9]{1,32})\/([0-9a-f]{20})\/([a-z0-9-]{1,40})\/(0|[1-9]\d{0,2})\/([1-9]\d{0,3})\/([A-Za-z_]{1,20})\/([\w-]{22})$/;
const KINDS: ReadonlySet<string> = new Set([
  "COMPONENT_START",
  "TASK_START",
  "TASK_STATUS",
  "TASK_RESULT",
  "COMPONENT_STOP",
  "data",
  "source",
]);

/** The path of a capability's URL, with its mac; throws nothing: an unknown key gives an empty mac that fits nothing. */
export function capabilityPath(capability: Capability, sign: Sign): string {
  const signed = signedPart(capability);
  return `/c/${signed}/${sign(capability.keyId, signed) ?? ""}`;
}

/** Reads a path; undefined where it is none of ours by form. `signed` and `mac` are for the check. */
export function parseCapabilityPath(
  path: string,
): { readonly capability: Capability; readonly signed: string; readonly mac: string } | undefined {
  const match = PATH.exec(path);
  if (!match) return undefined;
  const [, keyId = "", uid = "", action = "", copy = "", attempt = "", what = "", mac = ""] = match;
  if (!isWhat(what)) return undefined;
  const capability = { keyId, uid, action, copy: Number(copy), attempt: Number(attempt), what };
  return { capability, signed: signedPart(capability), mac };
}

function signedPart({ keyId, uid, action, copy, attempt, what }: Capability): string {
  return `${keyId}/${uid}/${action}/${copy}/${attempt}/${what}`;
}

function isWhat(what: string): what is Capability["what"] {
  return KINDS.has(what);
}
