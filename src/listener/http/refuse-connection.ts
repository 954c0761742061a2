import type { Duplex } from "node:stream";

/** What is said on a connection that is of no use any more. */
export type ConnectionRefusal = 400 | 405 | 408 | 431;

/** How long a refused client has to read why. */
const LINGER_MS = 1_000;

/** Answers what is no HTTP, or came too slowly, or has too long a head, on the bare connection and closes it. */
export function refuseConnection(socket: Duplex, status: ConnectionRefusal): void {
  if (socket.writableEnded) return; // answered already; the timer below ends it
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.on("error", () => {}); // it may be gone before it has read the answer
  const body = `{"message":"${REASONS[status].toLowerCase()}"}\n`;
  const head = [
    `HTTP/1.1 ${status} ${REASONS[status]}`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    ...(status === 405 ? ["Allow: GET, HEAD, POST, PUT"] : []),
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** The status for what Node's parser and its timers report. */
export function statusOf(error: Error): 400 | 408 | 431 {
  const code = "code" in error ? error.code : undefined;
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
}

const REASONS = {
  400: "Bad Request",
  405: "Method Not Allowed",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
} as const;
