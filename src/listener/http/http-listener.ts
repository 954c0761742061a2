import { OperationalError } from "../../base/operational-error.ts";
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

async function bind(server: HttpServer, { host, port, stateDirectory }: HttpListenerOptions): Promise<number> {
  if (port !== 0) return bindTo(server, host, port, "name another port with --listen");
  const kept = keptPort(stateDirectory);
  const before = await kept.read();
  const hint = `end what listens there; or remove ${kept.file} to choose another port, which components of active runs cannot call`;
  const now = await bindTo(server, host, before, hint);
  if (now !== before) await kept.keep(now);
  return now;
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
