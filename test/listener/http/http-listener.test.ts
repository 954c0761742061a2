import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { createHttpListener } from "../../../src/listener/http/http-listener.ts";
import { loadKeys } from "../../../src/listener/http/keys.ts";
import type { Answer, Handlers } from "../../../src/listener/port.ts";
import { random, statusLines, untilClosed, withListener, withTakenPort } from "./listener-fixture.ts";

const HANDLERS: Handlers = {
  called: async () => ({ status: 200, message: "ok" }),
  eventData: async () => undefined,
  source: async () => undefined,
  health: () => ({ live: true, ready: true, details: {} }),
};

async function withStateDirectory(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-state-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function listenerIn(stateDirectory: string, port = 0, host = "127.0.0.1", chance?: number) {
  const keys = await loadKeys(stateDirectory, random);
  const dice = { ...random, fraction: () => chance ?? Math.random() };
  return createHttpListener({ host, port, stateDirectory, keys, random: dice, failed: () => {} });
}

/** Listens and closes again. */
async function urlOf(listener: Awaited<ReturnType<typeof listenerIn>>): Promise<string> {
  const url = await listener.listen(HANDLERS);
  await listener.close();
  return url;
}

describe("a port that is ours to choose", () => {
  test("is chosen once and kept", () =>
    withStateDirectory(async (folder) => {
      const first = await urlOf(await listenerIn(folder));
      const second = await urlOf(await listenerIn(folder));

      assert.match(first, /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal(second, first);
    }));

  test("lies below those that the system gives to connections, so that none of them has it when we come back", () =>
    withStateDirectory(async (folder) => {
      const port = Number(new URL(await urlOf(await listenerIn(folder))).port);

      assert.ok(port >= 20_000 && port < 30_000, String(port));
    }));

  test("is another one where the first that comes to mind is taken", () =>
    withStateDirectory((folder) =>
      withStateDirectory(async (other) => {
        const [first, second] = [
          await listenerIn(folder, 0, "127.0.0.1", 0.5),
          await listenerIn(other, 0, "127.0.0.1", 0.5),
        ];
        const urls = [await first.listen(HANDLERS), await second.listen(HANDLERS)];
        await Promise.all([first.close(), second.close()]);

        assert.equal(new Set(urls).size, 2);
      }),
    ));

  test("is chosen again where its file holds no port", () =>
    withStateDirectory(async (folder) => {
      await writeFile(join(folder, "listener-port"), "99999\n");

      const { port } = new URL(await urlOf(await listenerIn(folder)));

      assert.equal(await readFile(join(folder, "listener-port"), "utf8"), `${port}\n`);
    }));

  test("is not chosen anew when the kept one is taken, since active runs call it", () =>
    withStateDirectory((folder) =>
      withTakenPort(async (port) => {
        await writeFile(join(folder, "listener-port"), `${port}\n`);
        const listener = await listenerIn(folder);

        await assert.rejects(listener.listen(HANDLERS), {
          name: "OperationalError",
          code: "port-taken",
          retry: "never",
        });

        await listener.close();
        assert.equal(await readFile(join(folder, "listener-port"), "utf8"), `${port}\n`);
      }),
    ));
});

test("a port that was named and is taken is port-taken, and is not kept", () =>
  withStateDirectory((folder) =>
    withTakenPort(async (port) => {
      await assert.rejects((await listenerIn(folder, port)).listen(HANDLERS), { code: "port-taken" });

      await assert.rejects(readFile(join(folder, "listener-port")), { code: "ENOENT" });
    }),
  ));

test("an address that is not this machine's is listen-refused", () =>
  withStateDirectory(async (folder) => {
    await assert.rejects((await listenerIn(folder, 0, "203.0.113.1")).listen(HANDLERS), { code: "listen-refused" });
  }));

for (const [host, url] of [
  ["0.0.0.0", /^http:\/\/127\.0\.0\.1:\d+$/],
  ["localhost", /^http:\/\/localhost:\d+$/],
] as const) {
  test(`on ${host} its base URL is one that programs on this machine reach`, () =>
    withStateDirectory(async (folder) => {
      assert.match(await urlOf(await listenerIn(folder, 0, host)), url);
    }));
}

describe("when it closes", () => {
  test("the answers under way go out, and their connections end", () => {
    const asked = Promise.withResolvers<void>();
    const stored = Promise.withResolvers<Answer>();
    const called = () => {
      asked.resolve();
      return stored.promise;
    };
    return withListener(
      async ({ port, path, listener }) => {
        const socket = connect(port, "127.0.0.1");
        const received = untilClosed(socket);
        socket.write(`POST ${path("TASK_START")} HTTP/1.1\r\nHost: x\r\n\r\n`);
        await asked.promise;

        const closed = listener.close();
        stored.resolve({ status: 200, message: "stored" });
        await closed;

        const reply = await received;
        assert.deepEqual(statusLines(reply), ["HTTP/1.1 200 OK"]);
        assert.match(reply, /\r\nConnection: close\r\n/i);
      },
      { handlers: { called }, limits: { closeMs: 60_000 } },
    );
  });

  test("a client that never ends its request does not hold it up", () =>
    withListener(
      async ({ port, path, listener }) => {
        const socket = connect(port, "127.0.0.1");
        const received = untilClosed(socket);
        await once(socket, "connect");
        socket.write(`POST ${path("TASK_START")} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{`);

        await listener.close();

        assert.deepEqual(statusLines(await received), []);
      },
      { limits: { closeMs: 50 } },
    ));

  test("an idle connection does not hold it up", () =>
    withListener(
      async ({ url, listener }) => {
        assert.equal((await fetch(`${url}/healthz`)).status, 200); // fetch keeps its connection

        await listener.close();

        await assert.rejects(fetch(`${url}/healthz`));
      },
      { limits: { closeMs: 60_000 } },
    ));

  test("a second time, nothing happens", () =>
    withListener(async ({ listener }) => {
      await listener.close();
      await listener.close();
    }));
});
