import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { describe, test } from "node:test";
import type { Answer } from "../../../src/listener/port.ts";
import { sendRaw, statusLines, withListener } from "./listener-fixture.ts";

const MIB = 1024 * 1024;

describe("a call", () => {
  for (const method of ["POST", "PUT"]) {
    test(`by ${method} reaches the handler with its body as it came, and its answer goes back as JSON`, () =>
      withListener(async ({ url, path, calls }) => {
        const response = await fetch(url + path("TASK_RESULT"), { method, body: '{"status": true}' });

        assert.equal(response.status, 200);
        assert.equal(response.headers.get("content-type"), "application/json");
        assert.deepEqual(await response.json(), { message: "ok" });
        assert.deepEqual(calls, ['TASK_RESULT {"status": true}']);
      }));
  }

  test("may have no body", () =>
    withListener(async ({ port, path, calls }) => {
      const reply = await sendRaw(port, `POST ${path("TASK_START")} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);

      assert.deepEqual(statusLines(reply), ["HTTP/1.1 200 OK"]);
      assert.deepEqual(calls, ["TASK_START "]);
    }));

  test("may come in chunks", () =>
    withListener(async ({ url, path, calls }) => {
      const body = ReadableStream.from(['{"progress"', ": 0.4}"].map((text) => Buffer.from(text)));

      const response = await fetch(url + path("TASK_STATUS"), { method: "POST", body, duplex: "half" });

      assert.equal(response.status, 200);
      assert.deepEqual(calls, ['TASK_STATUS {"progress": 0.4}']);
    }));

  test("may come by HTTP/1.0, with a query, or as through a proxy", () =>
    withListener(async ({ port, path, calls }) => {
      const start = path("TASK_START");

      const replies = await Promise.all(
        [
          `POST ${start} HTTP/1.0\r\n\r\n`,
          `POST ${start}?again=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
          `POST http://x${start} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
        ].map((text) => sendRaw(port, text)),
      );

      assert.deepEqual(replies.flatMap(statusLines), Array(3).fill("HTTP/1.1 200 OK"));
      assert.equal(calls.length, 3);
    }));

  test("may be pipelined behind another: each is answered, in order", () =>
    withListener(
      async ({ port, path }) => {
        const call = (attempt: number, rest = "") =>
          `POST ${path("TASK_START", attempt)} HTTP/1.1\r\nHost: x\r\n${rest}\r\n`;

        const reply = await sendRaw(port, call(1) + call(2) + call(3, "Connection: close\r\n"));

        assert.deepEqual(reply.match(/"message":"\d"/g), ['"message":"1"', '"message":"2"', '"message":"3"']);
      },
      { handlers: { called: async ({ attempt }) => answerAfter(4 - attempt, { status: 200, message: `${attempt}` }) } },
    ));

  for (const answer of [
    { status: 400, message: "status is no boolean" },
    { status: 409, message: "a different result is stored already" },
    { status: 503, message: "not stored, call again", retryAfterSeconds: 7 },
  ] as const) {
    test(`is answered ${answer.status} where the handler says so`, () =>
      withListener(
        async ({ url, path }) => {
          const response = await fetch(url + path("TASK_RESULT"), { method: "POST", body: "{}" });

          assert.equal(response.status, answer.status);
          assert.equal(response.headers.get("retry-after"), answer.status === 503 ? "7" : null);
          assert.deepEqual(await response.json(), { message: answer.message });
        },
        { answer },
      ));
  }

  test("whose handler throws is answered 500 and told without its mac, and the next one is answered as ever", () => {
    const error = new Error("a bug");
    let asked = 0;
    const called = async (): Promise<Answer> => {
      if (asked++ === 0) throw error;
      return { status: 200, message: "ok" };
    };
    return withListener(
      async ({ url, path, failures }) => {
        const first = await fetch(url + path("TASK_START"), { method: "POST" });
        const second = await fetch(url + path("TASK_START"), { method: "POST" });

        assert.deepEqual([first.status, second.status], [500, 200]);
        assert.deepEqual(await first.json(), { message: "internal error" });
        const mac = path("TASK_START").split("/").at(-1) ?? "";
        assert.equal(failures.length, 1);
        assert.equal(failures[0]?.error, error);
        assert.match(failures[0]?.request ?? "", /^POST \w{8}\/3f9c02ab41d7e8805c11\/unit\/0\/1\/TASK_START$/);
        assert.ok(!failures[0]?.request.includes(mac));
      },
      { handlers: { called } },
    );
  });
});

describe("a URL that is not ours is 404, and no handler is asked:", () => {
  const ours = /^(?<c>\/c)\/(?<key>\w+)\/(?<uid>\w+)\/unit\/0\/1\/TASK_START\/(?<mac>.+)$/;
  for (const [what, forged] of [
    ["another mac", (path: string) => path.slice(0, -1) + (path.endsWith("A") ? "B" : "A")],
    ["a longer mac", (path: string) => `${path}A`],
    ["no mac", (path: string) => path.replace(ours, "/c/$<key>/$<uid>/unit/0/1/TASK_START/")],
    ["the mac of another event", (path: string) => path.replace("TASK_START", "TASK_RESULT")],
    ["the mac of another attempt", (path: string) => path.replace("/unit/0/1/", "/unit/0/2/")],
    ["an unknown key", (path: string) => path.replace(ours, "/c/00000000/$<uid>/unit/0/1/TASK_START/$<mac>")],
    ["another way to write a number", (path: string) => path.replace("/unit/0/1/", "/unit/00/01/")],
    ["percent-encoding", (path: string) => path.replace("unit", "%75nit")],
    ["an encoded slash", (path: string) => path.replace("/unit/", "%2Funit/")],
    ["dots", (path: string) => path.replace("/unit/", "/x/../unit/")],
    ["doubled slashes", (path: string) => path.replace("/unit/", "//unit/")],
    ["a slash at its end", (path: string) => `${path}/`],
    ["another case", (path: string) => path.replace("/unit/", "/UNIT/")],
    ["an unknown event", (path: string) => path.replace("TASK_START", "TASK_OVER")],
    ["a fragment", (path: string) => `${path}#x`],
    ["the root", () => "/"],
    ["an asterisk", () => "*"],
    ["a file", () => "/../../etc/passwd"],
    ["health in another case", () => "/Healthz"],
  ] as const) {
    test(what, () =>
      withListener(async ({ port, path, calls }) => {
        const text = (method: string) =>
          `${method} ${forged(path("TASK_START"))} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;

        const replies = await Promise.all(["POST", "GET", "OPTIONS"].map((method) => sendRaw(port, text(method))));

        assert.deepEqual(replies.flatMap(statusLines), Array(3).fill("HTTP/1.1 404 Not Found"));
        assert.deepEqual(calls, []);
      }),
    );
  }
});

describe("another method is 405 and says what is allowed:", () => {
  for (const [method, what, allow] of [
    ["GET", "TASK_START", "POST, PUT"],
    ["HEAD", "TASK_START", "POST, PUT"],
    ["OPTIONS", "TASK_START", "POST, PUT"],
    ["DELETE", "TASK_START", "POST, PUT"],
    ["POST", "data", "GET, HEAD"],
    ["PUT", "source", "GET, HEAD"],
  ] as const) {
    test(`${method} of ${what}`, () =>
      withListener(async ({ url, path, calls }) => {
        const response = await fetch(url + path(what), { method });

        assert.equal(response.status, 405);
        assert.equal(response.headers.get("allow"), allow);
        assert.deepEqual(calls, []);
      }));
  }
});

describe("a body", () => {
  test("of 1 MiB is taken", () =>
    withListener(async ({ url, path, calls }) => {
      const response = await fetch(url + path("TASK_RESULT"), { method: "POST", body: "x".repeat(MIB) });

      assert.equal(response.status, 200);
      assert.equal(calls[0]?.length, "TASK_RESULT ".length + MIB);
    }));

  for (const chunked of [false, true]) {
    test(`over 1 MiB is 413${chunked ? ", in chunks too" : ""}; its connection goes on`, () =>
      withListener(async ({ url, path, calls }) => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const large = await post(agent, url + path("TASK_RESULT"), "x".repeat(3 * MIB), chunked);
        const small = await post(agent, url + path("TASK_RESULT"), "{}", chunked);
        agent.destroy();

        assert.deepEqual([large.status, small.status], [413, 200]);
        assert.equal(large.localPort, small.localPort);
        assert.deepEqual(calls, ["TASK_RESULT {}"]);
      }));

    test(`without end is cut off${chunked ? ", in chunks too" : ""}, after its 413`, () =>
      withListener(
        async ({ port, path, calls }) => {
          const framing = chunked
            ? "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"
            : "Content-Length: 2147483647\r\n\r\n";
          const head = `POST ${path("TASK_RESULT")} HTTP/1.1\r\nHost: x\r\n${framing}`;

          const reply = await sendRaw(port, head, ...Array(8).fill("x".repeat(MIB)));

          assert.deepEqual(statusLines(reply), ["HTTP/1.1 413 Payload Too Large"]);
          assert.deepEqual(calls, []);
        },
        { limits: { discardedBytes: 2 * MIB } },
      ));
  }

  test("that is held back until asked for is asked for", () =>
    withListener(async ({ port, path, calls }) => {
      const head = `POST ${path("TASK_RESULT")} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n`;

      const reply = await sendRaw(port, `${head}Connection: close\r\n\r\n`, "{}");

      assert.deepEqual(statusLines(reply), ["HTTP/1.1 100 Continue", "HTTP/1.1 200 OK"]);
      assert.deepEqual(calls, ["TASK_RESULT {}"]);
    }));

  for (const [why, length, spoil, status] of [
    ["too large", 2 * MIB, (path: string) => path, "413 Payload Too Large"],
    ["for a forged URL", 2, (path: string) => path.replace("unit", "lint"), "404 Not Found"],
  ] as const) {
    test(`that is held back and ${why} is not asked for`, () =>
      withListener(async ({ port, path, calls }) => {
        const expectation = `Content-Length: ${length}\r\nExpect: 100-continue`;

        const reply = await sendRaw(
          port,
          `POST ${spoil(path("TASK_RESULT"))} HTTP/1.1\r\nHost: x\r\n${expectation}\r\n\r\n`,
        );

        assert.deepEqual(statusLines(reply), [`HTTP/1.1 ${status}`]);
        assert.deepEqual(calls, []);
      }));
  }
});

function post(agent: Agent, url: string, body: string, chunked: boolean) {
  const headers: { [name: string]: string | number } = chunked
    ? { "transfer-encoding": "chunked" }
    : { "content-length": body.length };
  return new Promise<{ status: number | undefined; localPort: number | undefined }>((resolve, reject) => {
    const call = request(url, { method: "POST", agent, headers }, (response) => {
      const { localPort } = response.socket;
      response.resume().on("end", () => resolve({ status: response.statusCode, localPort }));
    });
    call.on("error", reject).end(body);
  });
}

async function answerAfter(turns: number, answer: Answer): Promise<Answer> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  return answer;
}
