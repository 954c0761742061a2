import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Exchange } from "./exchange.ts";
import { isPlainHttp } from "./is-plain-http.ts";
import type { Limits } from "./limits.ts";
import { type ConnectionRefusal, refuseConnection, statusOf } from "./refuse-connection.ts";
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
  /** By connection, what is not answered yet, oldest first; only the first is being served. */
  const lines = new Map<Duplex, Exchange[]>();
  /** Nothing that comes on these is read any more. */
  const givenUp = new WeakSet<Duplex>();
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.idleTimeoutMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    requireHostHeader: false, // Node's own answer would go to whoever waits for another one
  });
  // Who closes their side once all is said (`nc -N`) waits for the answer. Node has it as a property only, without a type.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.timeout = limits.stalledTimeoutMs;
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = limits.requestsOfConnection;

  function begin(request: IncomingMessage, response: ServerResponse, waitsForContinue: boolean): void {
    if (givenUp.has(request.socket)) return;
    const line = lineOf(request.socket);
    if (line.length === limits.pipelinedRequests || !isPlainHttp(request)) {
      request.resume();
      giveUp(request.socket, 400);
      return;
    }
    line.push({ request, response, waitsForContinue });
    if (line.length === 1) serveFirst(line);
  }

  function lineOf(socket: Duplex): Exchange[] {
    const known = lines.get(socket);
    if (known) return known;
    const line: Exchange[] = [];
    lines.set(socket, line);
    socket.once("close", () => {
      lines.delete(socket);
      line.length = 0;
    });
    return line;
  }

  /** The next one waits for all other connections to have their turn: who sends much at once is not heard more often. */
  function serveFirst(line: Exchange[]): void {
    const [exchange] = line;
    if (!exchange) return;
    if (!server.listening) exchange.response.shouldKeepAlive = false;
    exchange.response.once("close", () => {
      line.shift();
      if (line.length > 0) setImmediate(serveFirst, line);
    });
    void serve(exchange);
  }

  server.on("request", (request, response) => begin(request, response, false));
  server.on("checkContinue", (request, response) => begin(request, response, true));
  server.on("connect", (_request, socket) => giveUp(socket, 405));
  server.on("clientError", (error, socket) => giveUp(socket, statusOf(error)));

  /** Calls that came before are still answered; to say more behind them would look like the answer to one of them. */
  function giveUp(socket: Duplex, status: ConnectionRefusal): void {
    if (givenUp.has(socket)) return;
    givenUp.add(socket);
    const line = lines.get(socket) ?? [];
    const last = line.findLast(({ request }) => request.complete);
    if (last) {
      line.splice(line.indexOf(last) + 1);
      last.response.shouldKeepAlive = false;
      last.response.once("finish", () => socket.end());
    } else refuseConnection(socket, status);
  }

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
      for (const { response } of [...lines.values()].flat()) response.shouldKeepAlive = false;
      const cut = setTimeout(() => server.closeAllConnections(), limits.closeMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
