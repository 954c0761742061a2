import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, test } from "node:test";
import { until } from "../../fixtures/until.ts";
import { type ListenerFixture, sendRaw, statusLines, withListener } from "./listener-fixture.ts";

const KIB = 1024;
const OK = ["HTTP/1.1 200 OK"];
const NO_SPACE = ["HTTP/1.1 503 Service Unavailable"];

describe("bodies that are under way", () => {
  test("of one attempt take only so much: more is 503, other attempts go on", () =>
    withHeldBody(80 * KIB, async (listener) => {
      assert.deepEqual(await callWith(listener, 1, 60 * KIB), NO_SPACE);
      assert.deepEqual(await callWith(listener, 2, 60 * KIB), OK);
    }));

  test("of all attempts take only so much", () =>
    withHeldBody(80 * KIB, async (listener) => {
      assert.deepEqual(await callWith(listener, 2, 90 * KIB), NO_SPACE);
    }));

  test("do not stand in the way of small ones", () =>
    withHeldBody(100 * KIB, async (listener) => {
      assert.deepEqual(await callWith(listener, 1, KIB), OK);
    }));

  test("leave room once they are answered", () =>
    withHeldBody(80 * KIB, async (listener, release) => {
      await release();

      assert.deepEqual(await callWith(listener, 1, 80 * KIB), OK);
    }));

  test("leave room once their callers have gone", () =>
    withListener(
      async (listener) => {
        const socket = connect(listener.port, "127.0.0.1");
        socket.write(callText(listener.path("TASK_RESULT"), 80 * KIB).slice(0, -1));
        const isFull = async () => (await callWith(listener, 1, 60 * KIB))[0] === NO_SPACE[0];
        await until("the body is there but for its end", isFull);

        socket.destroy();

        await until("there is room", async () => !(await isFull()));
      },
      { limits },
    ));

  test("say when to call again", () =>
    withHeldBody(80 * KIB, async ({ port, path }) => {
      const reply = await sendRaw(port, callText(path("TASK_RESULT"), 60 * KIB));

      assert.match(reply, /\r\nretry-after: 1\r\n/);
      assert.match(reply, /{"message":"too many bodies at once, call again"}/);
    }));
});

test("a body in very many chunks is one body", () =>
  withListener(async ({ port, path, calls }) => {
    const head = `POST ${path("TASK_RESULT")} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`;

    const reply = await sendRaw(port, head, "1\r\nx\r\n".repeat(64 * KIB), "0\r\n\r\n");

    assert.deepEqual(statusLines(reply), OK);
    assert.equal(calls[0], `TASK_RESULT ${"x".repeat(64 * KIB)}`);
  }));

const limits = { smallBodyBytes: KIB, bodiesOfAttemptBytes: 100 * KIB, bodiesBytes: 150 * KIB };

/** The first call, of attempt 1, is not answered before `release`. */
async function withHeldBody(
  bytes: number,
  use: (listener: ListenerFixture, release: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let isFirst = true;
  const called = async () => {
    if (isFirst) {
      isFirst = false;
      asked.resolve();
      await released.promise;
    }
    return { status: 200, message: "ok" } as const;
  };
  await withListener(
    async (listener) => {
      const held = callWith(listener, 1, bytes);
      await asked.promise;
      await use(listener, () => {
        released.resolve();
        return held;
      });
      released.resolve();
      assert.deepEqual(await held, OK);
    },
    { handlers: { called }, limits },
  );
}

async function callWith({ port, path }: ListenerFixture, attempt: number, bytes: number): Promise<string[]> {
  return statusLines(await sendRaw(port, callText(path("TASK_RESULT", attempt), bytes)));
}

function callText(path: string, bytes: number): string {
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\nConnection: close\r\n\r\n${"x".repeat(bytes)}`;
}
