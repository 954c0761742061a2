import { timingSafeEqual } from "node:crypto";
import { type Capability, parseCapabilityPath, type Sign } from "../../contract/capability.ts";
import type { CallbackEvent } from "../../run/run-event.ts";

/** What a request asks for, before a byte of its body is read. `name` is for logs: a URL without its mac. */
export type Route =
  | {
      readonly type: "called";
      readonly name: string;
      readonly capability: Capability & { readonly what: CallbackEvent };
    }
  | { readonly type: "data" | "source"; readonly name: string; readonly capability: Capability }
  | { readonly type: "live" | "ready"; readonly name: string }
  | { readonly type: "unknown" }
  | { readonly type: "wrongMethod"; readonly allow: string };

const CALL_METHODS: readonly string[] = ["POST", "PUT"];
const READ_METHODS: readonly string[] = ["GET", "HEAD"];

/** Decides by method, path and mac alone; a URL that is not exactly one of ours is `unknown`, whatever is wrong with it. */
export function routeOf(method: string, url: string, sign: Sign): Route {
  const path = pathOf(url);
  const route = routeTo(path, sign);
  if (route.type === "unknown") return route;
  const methods = route.type === "called" ? CALL_METHODS : READ_METHODS;
  return methods.includes(method) ? route : { type: "wrongMethod", allow: methods.join(", ") };
}

function routeTo(path: string, sign: Sign): Exclude<Route, { readonly type: "wrongMethod" }> {
  if (path === "/healthz") return { type: "live", name: path };
  if (path === "/readyz") return { type: "ready", name: path };
  const parsed = parseCapabilityPath(path);
  if (!parsed || !isSigned(parsed, sign)) return { type: "unknown" };
  const { capability, signed: name } = parsed;
  const { what } = capability;
  return what === "data" || what === "source"
    ? { type: what, name, capability }
    : { type: "called", name, capability: { ...capability, what } };
}

function isSigned(
  { capability, signed, mac }: { capability: Capability; signed: string; mac: string },
  sign: Sign,
): boolean {
  const expected = sign(capability.keyId, signed);
  return expected?.length === mac.length && timingSafeEqual(Buffer.from(expected), Buffer.from(mac));
}

/** Without the query, and without the origin that requests through a proxy carry. Nothing is decoded or resolved. */
function pathOf(url: string): string {
  const path = /^https?:\/\/[^/?#]*(.*)$/.exec(url)?.[1] ?? url;
  const query = path.indexOf("?");
  return query < 0 ? path : path.slice(0, query);
}
