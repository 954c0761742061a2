import type { Json } from "../../base/json.ts";
import type { Answer, Handlers } from "../port.ts";
import type { Route } from "./route.ts";

/** What a request is answered, as a value. `unread`: its body is not wanted, whatever may still come of it. */
export type Reply =
  | {
      readonly type: "message";
      readonly status: number;
      readonly body: { readonly message: string; readonly [key: string]: Json };
      readonly headers?: { readonly [name: string]: string | number };
      readonly unread?: true;
    }
  /** A text that is JSON already. */
  | { readonly type: "text"; readonly text: string }
  /** The path of a tar file. */
  | { readonly type: "file"; readonly path: string };

/** Decides what a route is answered; a handler is asked only where the body is right. Undefined: the client is gone. */
export async function replyTo(
  route: Route,
  handlers: Handlers,
  body: { readonly mostBytes: number; readonly read: () => Promise<Uint8Array | "too-large" | "no-space" | "gone"> },
): Promise<Reply | undefined> {
  switch (route.type) {
    case "unknown":
      return { ...message(404, "no such URL"), unread: true };
    case "wrongMethod":
      return { ...message(405, `use ${route.allow}`), headers: { allow: route.allow }, unread: true };
    case "live":
    case "ready":
      return health(route.type, handlers.health());
    case "called": {
      const content = await body.read();
      if (content === "gone") return undefined;
      if (content === "too-large") return { ...message(413, `the body is over ${body.mostBytes} bytes`), unread: true };
      if (content === "no-space") return { ...answered(NO_SPACE), unread: true };
      return answered(await handlers.called(route.capability, content));
    }
    case "data": {
      const text = await handlers.eventData(route.capability);
      return text === undefined ? message(409, CLOSED) : { type: "text", text };
    }
    case "source": {
      const path = await handlers.source(route.capability);
      return path === undefined ? message(409, CLOSED) : { type: "file", path };
    }
  }
}

const NO_SPACE: Answer = { status: 503, message: "too many bodies at once, call again" };
const CLOSED = "this attempt has ended";

function message(status: number, text: string): Reply & { readonly type: "message" } {
  return { type: "message", status, body: { message: text } };
}

function answered({ status, message: text, retryAfterSeconds = 1 }: Answer): Reply & { readonly type: "message" } {
  return { ...message(status, text), ...(status === 503 && { headers: { "retry-after": retryAfterSeconds } }) };
}

function health(what: "live" | "ready", { details, ...is }: ReturnType<Handlers["health"]>): Reply {
  const body = { message: is[what] ? what : `not ${what}`, details };
  return { type: "message", status: is[what] ? 200 : 503, body };
}
