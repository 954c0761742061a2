import type { Capability, Sign } from "../../contract/capability.ts";
import type { Handlers } from "../port.ts";
import { createBodySpaces } from "./body-space.ts";
import { answer, answerText, discardBody, type Exchange, readBody } from "./exchange.ts";
import type { Limits } from "./limits.ts";
import { type Reply, replyTo } from "./reply.ts";
import { routeOf } from "./route.ts";
import { sendSource } from "./send-source.ts";

/** What is told of a handler that threw: a bug at the border of one request. `request` never holds a mac. */
export type Failed = (request: string, error: unknown) => void;

/** Answers one exchange; a handler is asked only where URL, method and size are right. Never rejects. */
export type Serve = (exchange: Exchange) => Promise<void>;

/** Binds the handlers to what requests ask for. */
export function serveWith(parts: {
  readonly handlers: Handlers;
  readonly sign: Sign;
  readonly limits: Limits;
  readonly failed: Failed;
}): Serve {
  const { handlers, limits } = parts;
  const spaceFor = createBodySpaces(limits);
  const mostBytes = limits.bodyBytes;

  return async (exchange) => {
    const { request, response } = exchange;
    const route = routeOf(request.method ?? "", request.url ?? "", parts.sign);
    try {
      using space = spaceFor("capability" in route ? attemptOf(route.capability) : "");
      const read = () => readBody(exchange, mostBytes, space);
      const reply = await replyTo(route, handlers, { mostBytes, read });
      if (reply) await send(exchange, reply, limits);
    } catch (error) {
      parts.failed("name" in route ? `${request.method} ${route.name}` : route.type, error);
      if (response.headersSent) response.destroy();
      else answer(exchange, 500, { message: "internal error" });
    }
  };
}

/** The same for all URLs of an attempt. */
function attemptOf({ uid, action, copy, attempt }: Capability): string {
  return `${uid}/${action}/${copy}/${attempt}`;
}

async function send(exchange: Exchange, reply: Reply, { discardedBytes }: Limits): Promise<void> {
  switch (reply.type) {
    case "message":
      if (reply.unread) discardBody(exchange, discardedBytes);
      return answer(exchange, reply.status, reply.body, reply.headers);
    case "text":
      return answerText(exchange, 200, reply.text);
    case "file":
      return sendSource(exchange, reply.path);
  }
}
