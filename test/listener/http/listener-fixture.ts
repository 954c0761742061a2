import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Capability, capabilityPath, type Sign } from "../../../src/contract/capability.ts";
import { createHttpListener } from "../../../src/listener/http/http-listener.ts";
import { loadKeys } from "../../../src/listener/http/keys.ts";
import { LIMITS, type Limits } from "../../../src/listener/http/limits.ts";
import type { Answer, Handlers, Listener } from "../../../src/listener/port.ts";

/** A listener on real sockets, and what it was asked. */
export interface ListenerFixture {
  readonly url: string;
  readonly port: number;
  readonly listener: Listener;
  /** `TASK_RESULT {"status":true}` for each call that reached the handler. */
  readonly calls: readonly string[];
  readonly failures: readonly { readonly request: string; readonly error: unknown }[];
  /** The path of a URL of ours. */
  path(what: Capability["what"], attempt?: number): string;
}

interface Options {
  readonly handlers?: Partial<Handlers>;
  readonly limits?: Partial<Limits>;
  readonly answer?: Answer;
  /** Instead of what the keys sign. */
  readonly sign?: Sign;
}

/** Answers everything with 200 and `ok`, unless told otherwise. */
export async function withListener(
  use: (fixture: ListenerFixture) => Promise<void>,
  options: Options = {},
): Promise<void> {
  const stateDirectory = await mkdtemp(join(tmpdir(), "pilotage-listener-"));
  const loaded = await loadKeys(stateDirectory, random);
  const keys = { ...loaded, sign: options.sign ?? loaded.sign };
  const calls: string[] = [];
  const failures: { request: string; error: unknown }[] = [];
  const listener = createHttpListener({
    host: "127.0.0.1",
    port: 0,
    stateDirectory,
    keys,
    random,
    failed: (request, error) => failures.push({ request, error }),
    limits: { ...LIMITS, checkEveryMs: 20, closeMs: 200, ...options.limits },
  });
  const url = await listener.listen({
    async called({ what }, body) {
      calls.push(`${what} ${Buffer.from(body).toString()}`);
      return options.answer ?? { status: 200, message: "ok" };
    },
    eventData: async () => '{"level":"full"}',
    source: async () => undefined,
    health: () => ({ live: true, ready: true, details: {} }),
    ...options.handlers,
  });
  const path = (what: Capability["what"], attempt = 1) =>
    capabilityPath(
      { keyId: keys.current, uid: "3f9c02ab41d7e8805c11", action: "unit", copy: 0, attempt, what },
      keys.sign,
    );
  try {
    await use({ url, port: Number(new URL(url).port), listener, calls, failures, path });
  } finally {
    await listener.close();
    await rm(stateDirectory, { recursive: true });
  }
}

/** Always the same bytes; ports by chance, for many tests listen at the same time. */
export const random = { fraction: () => Math.random(), hex: (bytes: number) => "5a".repeat(bytes) };

/** Sends the texts as they are on one connection, and gives all that comes back until it is closed. */
export async function sendRaw(port: number, ...texts: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const received = untilClosed(socket);
  await once(socket, "connect");
  for (const text of texts) socket.write(text);
  return received;
}

/** All that comes on a connection until it is closed. */
export async function untilClosed(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  socket.on("error", () => {}); // a reset is an end, too
  await new Promise((resolve) => socket.once("close", resolve));
  return text;
}

/** The first line of each answer in what came back. */
export function statusLines(text: string): string[] {
  return text.match(/^HTTP\/1\.1 \d{3} .*$/gm)?.map((line) => line.trim()) ?? [];
}

/** A port that is taken until `use` has ended. */
export async function withTakenPort(use: (port: number) => Promise<void>): Promise<void> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  await use((server.address() as AddressInfo).port);
  server.close();
  await once(server, "close");
}
