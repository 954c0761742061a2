import type { IncomingMessage, ServerResponse } from "node:http";
import type { Json } from "../../base/json.ts";
import type { BodySpace } from "./body-space.ts";

/** One request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client holds its body back until we ask for it (`Expect: 100-continue`). */
  waitsForContinue: boolean;
}

type Headers = { readonly [name: string]: string | number };

/** Answers as JSON, `{"message": …}` at the least. */
export function answer(
  exchange: Exchange,
  status: number,
  body: { readonly message: string; readonly [key: string]: Json },
  headers: Headers = {},
): void {
  answerText(exchange, status, `${JSON.stringify(body)}\n`, headers);
}

/** Answers with a text that is JSON already. */
export function answerText(exchange: Exchange, status: number, text: string, headers: Headers = {}): void {
  const { response, waitsForContinue } = exchange;
  if (waitsForContinue) response.shouldKeepAlive = false; // nobody knows whether the body will come
  const own = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
  response.writeHead(status, { ...own, ...headers });
  response.end(text);
}

/**
 * What still comes of a body that nobody reads is thrown away, up to a limit: a connection that is closed on unread
 * bytes is reset, and its client might never see the answer.
 */
export function discardBody({ request }: Exchange, mostBytes: number): void {
  let discarded = 0;
  request.on("data", (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > mostBytes) request.socket.destroy();
  });
}

/** Chunks are joined as they come: one of a single byte takes a hundred in memory, and keeps all that was read with it. */
const JOINED_CHUNKS = 128;

/**
 * The whole body; `too-large` or `no-space` as soon as that is known, `gone` where the client went away before its end.
 */
export function readBody(
  exchange: Exchange,
  limit: number,
  space: BodySpace,
): Promise<Buffer | "too-large" | "no-space" | "gone"> {
  const { request, response } = exchange;
  if (Number(request.headers["content-length"] ?? 0) > limit) return Promise.resolve("too-large");
  if (exchange.waitsForContinue) {
    response.writeContinue();
    exchange.waitsForContinue = false;
  }
  return new Promise((resolve) => {
    const joined: Buffer[] = [];
    let chunks: Buffer[] = [];
    let bytes = 0;

    function take(chunk: Buffer): void {
      bytes += chunk.length;
      if (bytes > limit) stop("too-large");
      else if (!space.reach(bytes)) stop("no-space");
      else if (chunks.push(chunk) === JOINED_CHUNKS) {
        joined.push(Buffer.concat(chunks));
        chunks = [];
      }
    }
    function stop(why: "too-large" | "no-space"): void {
      request.off("data", take);
      resolve(why);
    }

    request.on("data", take);
    request.once("end", () => resolve(Buffer.concat([...joined, ...chunks])));
    request.once("close", () => resolve("gone"));
    request.once("error", () => resolve("gone"));
  });
}
