import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { until } from "../../fixtures/until.ts";
import { sendRaw, statusLines, untilClosed, withListener } from "./listener-fixture.ts";

const call = (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`;

test("who sends many calls at once is heard no more often than others", () => {
  const heard: number[] = [];
  const called = async ({ attempt }: { readonly attempt: number }) => {
    heard.push(attempt);
    return { status: 200, message: "ok" } as const;
  };
  return withListener(
    async ({ port, path }) => {
      const sockets = [1, 2].map(() => connect(port, "127.0.0.1").resume());
      for (const socket of sockets) socket.write(call(path("TASK_START", 3)));
      await until("both are known", () => heard.length === 2);

      for (const [index, socket] of sockets.entries()) socket.write(call(path("TASK_START", 1 + index)).repeat(40));
      await until("all are heard", () => heard.length === 82);

      for (const socket of sockets) socket.destroy();
      assert.equal(new Set(heard.slice(2, 42)).size, 2, heard.join(" "));
    },
    { handlers: { called } },
  );
});

test("who sends far too many calls before the first is answered is cut off behind those that are heard", () =>
  withListener(
    async ({ port, path, calls }) => {
      const reply = await sendRaw(port, call(path("TASK_START")).repeat(40));

      assert.deepEqual(statusLines(reply), Array(8).fill("HTTP/1.1 200 OK"));
      assert.equal(calls.length, 8);
    },
    { limits: { pipelinedRequests: 8 } },
  ));

test("a caller that has said that nothing more will come is answered all the same", () =>
  withListener(
    async ({ port, path }) => {
      const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
      const received = untilClosed(socket);

      socket.end(call(path("TASK_START")).repeat(2));

      assert.deepEqual(statusLines(await received), Array(2).fill("HTTP/1.1 200 OK"));
    },
    { handlers: { called: () => new Promise((done) => setImmediate(done, { status: 200, message: "ok" })) } },
  ));
