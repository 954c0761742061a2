import { OperationalError } from "../../base/operational-error.ts";
import type { Random } from "../../base/random.ts";
import type { Listener } from "../port.ts";
import { createHttpServer, type HttpServer } from "./http-server.ts";
import { keptPort } from "./kept-port.ts";
import type { Keys } from "./keys.ts";
import { LIMITS, type Limits } from "./limits.ts";
import { type Failed, serveWith } from "./serve.ts";

interface HttpListenerOptions {
  readonly host: string;
  /** 0 = chosen once and kept in the state directory. */
  readonly port: number;
  readonly stateDirectory: string;
  readonly keys: Keys;
  readonly random: Random;
  readonly failed: Failed;
  readonly limits?: Limits;
}

/** A listener on plain HTTP. `listen` throws OperationalError `port-taken` or `listen-refused`. */
export function createHttpListener(options: HttpListenerOptions): Listener {
  const { keys, failed, limits = LIMITS } = options;
  let server: HttpServer | undefined;

  return {
    async listen(handlers) {
      const created = createHttpServer(serveWith({ handlers, sign: keys.sign, limits, failed }), limits, failed);
      const port = await bind(created, options);
      server = created;
      return baseUrl(options.host, port);
    },
    async close() {
      await server?.close();
      server = undefined;
    },
  };
}

async function bind(server: HttpServer, options: HttpListenerOptions): Promise<number> {
  const { host, port, stateDirectory } = options;
  if (port !== 0) return bindTo(server, host, port, "name another port with --listen");
  const kept = keptPort(stateDirectory);
  const before = await kept.read();
  if (before !== 0) {
    const hint = `end what listens there; or remove ${kept.file} to choose another port, which components of active runs cannot call`;
    return bindTo(server, host, before, hint);
  }
  const chosen = await bindToAny(server, options);
  await kept.keep(chosen);
  return chosen;
}

/**
 * Systems hand out ports from 32768 on, Linux to every connection that goes out: one of those could be a stranger's
 * when the daemon comes back to it. A cluster's own NodePorts begin at 30000.
 */
const OURS = { from: 20_000, count: 10_000 };

async function bindToAny(server: HttpServer, { host, random }: HttpListenerOptions): Promise<number> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      return await bindTo(server, host, OURS.from + Math.floor(random.fraction() * OURS.count), "");
    } catch (error) {
      if (!(error instanceof OperationalError) || error.code !== "port-taken") throw error;
    }
  }
  return bindTo(server, host, 0, "end something that listens");
}

async function bindTo(server: HttpServer, host: string, port: number, hint: string): Promise<number> {
  try {
    return await server.bind(host, port);
  } catch (cause) {
    const isTaken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
    throw isTaken
      ? new OperationalError("port-taken", `port ${port} of ${host} is taken`, { retry: "never", cause, hint })
      : new OperationalError("listen-refused", `cannot listen on ${host}:${port}`, {
          retry: "never",
          cause,
          hint: "name an address of this machine, and a port that this user may open, with --listen",
        });
  }
}

/** Where programs on this machine reach it; a listener on all addresses is reached by the loopback one. */
function baseUrl(host: string, port: number): string {
  const reachable = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
