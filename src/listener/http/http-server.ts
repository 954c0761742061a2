import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange } from "./exchange.ts";
import type { Limits } from "./limits.ts";
import { refuseConnection, statusOf } from "./refuse-connection.ts";
import type { Failed, Serve } from "./serve.ts";

/** Node's server within our limits. */
export interface HttpServer {
  /** The port that it listens on; rejects with the system's own error. */
  bind(host: string, port: number): Promise<number>;
  /** Takes no more connections, and cuts those whose answers are not out in time. */
  close(): Promise<void>;
}

/** A server that hands each request to `serve` and answers by itself what is no request. */
export function createHttpServer(serve: Serve, limits: Limits, failed: Failed): HttpServer {
  const exchanges = new Set<Exchange>();
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.idleTimeoutMs,
    connectionsCheckingInterval: limits.checkEveryMs,
  });
  server.timeout = limits.stalledTimeoutMs;
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = limits.requestsOfConnection;

  function begin(request: IncomingMessage, response: ServerResponse, waitsForContinue: boolean): void {
    const exchange = { request, response, waitsForContinue };
    exchanges.add(exchange);
    response.once("close", () => exchanges.delete(exchange));
    if (!server.listening) response.shouldKeepAlive = false;
    void serve(exchange);
  }

  server.on("request", (request, response) => begin(request, response, false));
  server.on("checkContinue", (request, response) => begin(request, response, true));
  server.on("connect", (_request, socket) => refuseConnection(socket, 405));
  server.on("clientError", (error, socket) => {
    // Behind a call that is being stored nothing else may be said: its caller would take it for the answer.
    const isAwaited = [...exchanges].some(({ request }) => request.socket === socket && request.complete);
    if (isAwaited) socket.destroy();
    else refuseConnection(socket, statusOf(error));
  });

  return {
    async bind(host, port) {
      server.listen(port, host);
      await once(server, "listening");
      server.on("error", (error) => failed("accepting connections", error));
      return (server.address() as AddressInfo).port;
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const { response } of exchanges) response.shouldKeepAlive = false;
      const cut = setTimeout(() => server.closeAllConnections(), limits.closeMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
