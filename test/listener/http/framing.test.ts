import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, test } from "node:test";
import type { Answer } from "../../../src/listener/port.ts";
import { sendRaw, statusLines, untilClosed, withListener } from "./listener-fixture.ts";

const hiddenCall = (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`;

describe("what Node's parser lets pass and a proxy may read otherwise is refused, and so is what stands behind it:", () => {
  for (const [what, head] of [
    ["chunks of a coding that we do not undo", "POST PATH HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked"],
    ["chunks in HTTP/1.0", "POST PATH HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked"],
    ["two hosts", "POST PATH HTTP/1.1\r\nHost: x\r\nHost: y\r\nTransfer-Encoding: chunked"],
    ["no host", "POST PATH HTTP/1.1\r\nTransfer-Encoding: chunked"],
    ["a later version", "POST PATH HTTP/2.0\r\nHost: x\r\nTransfer-Encoding: chunked"],
    ["a line without a version", "POST PATH"],
  ] as const) {
    test(what, () =>
      withListener(async ({ port, path, calls }) => {
        const body = head.includes("chunked") ? "0\r\n\r\n" : "";
        const text = `${head.replace("PATH", path("TASK_START"))}\r\n\r\n${body}`;

        const reply = await sendRaw(port, text + hiddenCall(path("TASK_RESULT")));

        assert.deepEqual(statusLines(reply), ["HTTP/1.1 400 Bad Request"]);
        assert.match(reply, /\r\nConnection: close\r\n\r\n{"message":"bad request"}\n$/);
        assert.deepEqual(calls, []);
      }),
    );
  }

  test("but chunks may be written in capitals, behind any blanks", () =>
    withListener(async ({ port, path, calls }) => {
      const head = `POST ${path("TASK_START")} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: \t CHUNKED\r\nConnection: close`;

      const reply = await sendRaw(port, `${head}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`);

      assert.deepEqual(statusLines(reply), ["HTTP/1.1 200 OK"]);
      assert.deepEqual(calls, ["TASK_START {}"]);
    }));
});

describe("calls that are being stored are answered, each by its own answer and in order, whatever stands behind them:", () => {
  const call = (path: string, ...headers: readonly string[]) =>
    `${[`POST ${path} HTTP/1.1`, "Host: x", "Content-Length: 2", ...headers].join("\r\n")}\r\n\r\n{}`;
  for (const [what, headers, behind] of [
    ["noise", [], () => "\x00\x01\x02\r\n\r\n"],
    ["noise in pieces", [], () => "\x00\x01\x02\r\n\r\n\x00\x01\x02\r\n\r\n"],
    ["two hosts", [], (path: string) => hiddenCall(path).replace("\r\n", "\r\nHost: y\r\n")],
    [
      "a broken body",
      [],
      (path: string) => `${hiddenCall(path).replace("Content-Length: 0", "Transfer-Encoding: chunked")}x\r\n`,
    ],
    ["a tunnel", [], () => "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["a call behind the last one", ["Connection: close"], hiddenCall],
  ] as const) {
    test(what, async () => {
      const [asked, stored] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const seen: number[] = [];
      const called = async ({ attempt }: { readonly attempt: number }): Promise<Answer> => {
        seen.push(attempt);
        asked.resolve();
        await stored.promise;
        return { status: 200, message: `stored ${attempt}` };
      };
      await withListener(
        async ({ port, path }) => {
          const socket = connect(port, "127.0.0.1");
          const received = untilClosed(socket);
          socket.write(call(path("TASK_RESULT", 1)) + call(path("TASK_RESULT", 2), ...headers));
          await asked.promise;
          for (const piece of behind(path("TASK_START", 3))) socket.write(piece);
          setTimeout(stored.resolve, 50); // far longer than what stands behind them takes

          const reply = await received;

          assert.deepEqual(statusLines(reply), Array(2).fill("HTTP/1.1 200 OK"));
          assert.deepEqual(reply.match(/stored \d/g), ["stored 1", "stored 2"]);
          assert.deepEqual(seen, [1, 2]);
        },
        { handlers: { called } },
      );
    });
  }
});
