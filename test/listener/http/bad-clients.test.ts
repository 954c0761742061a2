import assert from "node:assert/strict";
import { once } from "node:events";
import { open, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { sendRaw, statusLines, untilClosed, withListener } from "./listener-fixture.ts";

describe("what is no HTTP is refused, and its connection closed:", () => {
  const start = (path: string, ...headers: string[]) =>
    `${[`POST ${path} HTTP/1.1`, "Host: x", ...headers].join("\r\n")}\r\n\r\n`;
  for (const [what, status, text] of [
    ["noise", "400 Bad Request", () => "\x00\x01\x02 no request at all\r\n\r\n"],
    ["TLS", "400 Bad Request", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["an unknown method", "400 Bad Request", (path: string) => `CALL ${path} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ["a later version", "400 Bad Request", (path: string) => `POST ${path} HTTP/3.0\r\nHost: x\r\n\r\n`],
    ["no host", "400 Bad Request", (path: string) => `POST ${path} HTTP/1.1\r\n\r\n`],
    ["a blank before a header's colon", "400 Bad Request", (path: string) => start(path, "Content-Length : 2")],
    ["a length that is no number", "400 Bad Request", (path: string) => start(path, "Content-Length: two")],
    ["a negative length", "400 Bad Request", (path: string) => start(path, "Content-Length: -1")],
    ["two lengths", "400 Bad Request", (path: string) => start(path, "Content-Length: 2", "Content-Length: 3")],
    [
      "a length and chunks",
      "400 Bad Request",
      (path: string) => start(path, "Content-Length: 2", "Transfer-Encoding: chunked"),
    ],
    [
      "a chunk that is none",
      "400 Bad Request",
      (path: string) => `${start(path, "Transfer-Encoding: chunked")}xyz\r\n`,
    ],
    [
      "headers over 8 KiB",
      "431 Request Header Fields Too Large",
      (path: string) => start(path, `X: ${"x".repeat(9_000)}`),
    ],
    ["a URL over 8 KiB", "431 Request Header Fields Too Large", () => start(`/${"x".repeat(9_000)}`)],
    ["a tunnel", "405 Method Not Allowed", () => "CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n"],
  ] as const) {
    test(what, () =>
      withListener(async ({ url, port, path, calls, failures }) => {
        const reply = await sendRaw(port, text(path("TASK_START")));

        assert.deepEqual(statusLines(reply), [`HTTP/1.1 ${status}`]);
        assert.match(reply, /\r\nConnection: close\r\n/i);
        assert.deepEqual([calls, failures], [[], []]);
        assert.equal((await fetch(`${url}/healthz`)).status, 200);
      }),
    );
  }

  test("an expectation that we do not know", () =>
    withListener(async ({ port, path, calls }) => {
      const reply = await sendRaw(port, start(path("TASK_START"), "Expect: miracles", "Connection: close"));

      assert.deepEqual(statusLines(reply), ["HTTP/1.1 417 Expectation Failed"]);
      assert.deepEqual(calls, []);
    }));
});

test("who sends more after a refusal hears it once", () =>
  withListener(async ({ port }) => {
    const reply = await sendRaw(port, "noise\r\n\r\n", ...Array(20).fill("and more\r\n\r\n"));

    assert.deepEqual(statusLines(reply), ["HTTP/1.1 400 Bad Request"]);
  }));

test("an upgrade to another protocol is not taken: the call is answered as a call", () =>
  withListener(async ({ port, path }) => {
    const headers = "Host: x\r\nUpgrade: websocket\r\nConnection: upgrade, close\r\n";

    const reply = await sendRaw(port, `POST ${path("TASK_START")} HTTP/1.1\r\n${headers}\r\n`);

    assert.deepEqual(statusLines(reply), ["HTTP/1.1 200 OK"]);
  }));

test("a client that goes away before the end of its body has changed nothing", () =>
  withListener(async ({ url, port, path, calls, failures }) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`POST ${path("TASK_RESULT")} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"sta`);
    await once(socket, "ready");
    await fetch(`${url}/healthz`);
    socket.destroy();
    await once(socket, "close");

    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    assert.deepEqual([calls, failures], [[], []]);
  }));

describe("a client that is too slow is cut off:", () => {
  const limits = { headersTimeoutMs: 60, requestTimeoutMs: 120, idleTimeoutMs: 100, stalledTimeoutMs: 200 };

  for (const [what, status, text] of [
    ["with nothing to say", ["HTTP/1.1 408 Request Timeout"], () => ""],
    ["with its headers", ["HTTP/1.1 408 Request Timeout"], (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nX-`],
    [
      "with its body",
      ["HTTP/1.1 408 Request Timeout"],
      (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{`,
    ],
    [
      "with its chunks",
      ["HTTP/1.1 408 Request Timeout"],
      (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`,
    ],
    [
      "with a body that is thrown away",
      ["HTTP/1.1 404 Not Found"],
      () => "POST /other HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
    ],
    ["with its next request", ["HTTP/1.1 200 OK"], (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ] as const) {
    test(what, () =>
      withListener(
        async ({ port, path, calls }) => {
          const reply = await sendRaw(port, text(path("TASK_START")));

          assert.deepEqual(statusLines(reply).slice(0, 1), status);
          assert.equal(calls.length, what === "with its next request" ? 1 : 0);
        },
        { limits },
      ),
    );
  }

  test("drop by drop", () =>
    withListener(
      async ({ port, path, calls }) => {
        const socket = connect(port, "127.0.0.1");
        const received = untilClosed(socket);
        socket.write(`POST ${path("TASK_START")} HTTP/1.1\r\nHost: x\r\n`);
        const drip = setInterval(() => socket.write("X: y\r\n"), 10);

        const reply = await received;

        clearInterval(drip);
        assert.deepEqual(statusLines(reply), ["HTTP/1.1 408 Request Timeout"]);
        assert.deepEqual(calls, []);
      },
      { limits },
    ));

  test("in reading what it asked for", async (t) => {
    const path = join(tmpdir(), `pilotage-large-${process.pid}.tar`);
    await using file = await open(path, "w");
    await file.truncate(64 * 1024 * 1024);
    t.after(() => rm(path));
    await withListener(
      async ({ port, path: pathOf, failures }) => {
        const socket = connect(port, "127.0.0.1");
        socket.on("error", () => {});
        socket.write(`GET ${pathOf("source")} HTTP/1.1\r\nHost: x\r\n\r\n`);
        await once(socket, "readable");
        const held = setTimeout(() => socket.resume(), 3_000); // far past the limit: the rest never comes

        await once(socket, "close");

        clearTimeout(held);
        assert.ok(socket.bytesRead < 64 * 1024 * 1024);
        assert.deepEqual(failures, []);
      },
      { limits, handlers: { source: async () => path } },
    );
  });
});

test("more connections than allowed are turned away", () =>
  withListener(
    async ({ port }) => {
      const first = connect(port, "127.0.0.1");
      await once(first, "connect");
      const second = connect(port, "127.0.0.1");

      assert.equal(await untilClosed(second), "");
      first.destroy();
    },
    { limits: { connections: 1 } },
  ));

test("a connection is told to end after as many requests as allowed, and turned away if it does not", () =>
  withListener(
    async ({ port, path, calls }) => {
      const call = `POST ${path("TASK_START")} HTTP/1.1\r\nHost: x\r\n`;

      const reply = await sendRaw(port, `${call}\r\n`, `${call}\r\n`, `${call}Connection: close\r\n\r\n`);

      assert.deepEqual(statusLines(reply), ["HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 503 Service Unavailable"]);
      assert.match(reply, /^HTTP\/1.1 200 OK[^{]+keep-alive[^{]+{[^}]+}\s+HTTP\/1.1 200 OK[^{]+Connection: close/);
      assert.equal(calls.length, 2);
    },
    { limits: { requestsOfConnection: 2 } },
  ));
