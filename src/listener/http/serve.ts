import type { Sign } from "../../contract/capability.ts";
import type { Answer, Handlers } from "../port.ts";
import { answer, answerText, type Exchange, readBody, refuse } from "./exchange.ts";
import type { Limits } from "./limits.ts";
import { type Route, routeOf } from "./route.ts";
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

  async function serve(exchange: Exchange, route: Route): Promise<void> {
    const { discardedBytes, bodyBytes } = limits;
    switch (route.type) {
      case "unknown":
        return refuse(exchange, 404, "no such URL", { discardedBytes });
      case "wrongMethod":
        return refuse(exchange, 405, `use ${route.allow}`, { discardedBytes, headers: { allow: route.allow } });
      case "live":
      case "ready":
        return answerHealth(exchange, route.type, handlers.health());
      case "called": {
        const body = await readBody(exchange, bodyBytes);
        if (body === "gone") return;
        if (body === "too-large")
          return refuse(exchange, 413, `the body is over ${bodyBytes} bytes`, { discardedBytes });
        return answerCall(exchange, await handlers.called(route.capability, body));
      }
      case "data": {
        const text = await handlers.eventData(route.capability);
        return text === undefined ? answer(exchange, 409, CLOSED) : answerText(exchange, 200, text);
      }
      case "source": {
        const path = await handlers.source(route.capability);
        return path === undefined ? answer(exchange, 409, CLOSED) : sendSource(exchange, path);
      }
    }
  }

  return async (exchange) => {
    const { request, response } = exchange;
    const route = routeOf(request.method ?? "", request.url ?? "", parts.sign);
    try {
      await serve(exchange, route);
    } catch (error) {
      parts.failed("name" in route ? `${request.method} ${route.name}` : route.type, error);
      if (response.headersSent) response.destroy();
      else answer(exchange, 500, { message: "internal error" });
    }
  };
}

const CLOSED = { message: "this attempt has ended" };

function answerCall(exchange: Exchange, { status, message, retryAfterSeconds = 1 }: Answer): void {
  answer(exchange, status, { message }, status === 503 ? { "retry-after": retryAfterSeconds } : {});
}

function answerHealth(exchange: Exchange, what: "live" | "ready", health: ReturnType<Handlers["health"]>): void {
  const good = health[what];
  answer(exchange, good ? 200 : 503, { message: good ? what : `not ${what}`, details: health.details });
}
