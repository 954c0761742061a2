import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Capability, capabilityPath, type Sign } from "../../src/contract/capability.ts";
import type { Handlers, Listener } from "../../src/listener/port.ts";

/** A listener that does not listen yet, and somebody who can reach it. */
export interface ListenerUnderTest {
  readonly listener: Listener;
  readonly keyId: string;
  readonly sign: Sign;
  /** What is answered to a request; undefined where nothing is. */
  request(
    method: string,
    url: string,
    body?: string,
  ): Promise<{ readonly status: number; readonly text: string } | undefined>;
}

const CALL = { uid: "3f9c02ab41d7e8805c11", action: "unit", copy: 0, attempt: 1, what: "TASK_RESULT" } as const;
const MIB = 1024 * 1024;

/** What every listener promises. `withListener` makes one and takes it away again after `use`. */
export function listenerContract(
  name: string,
  withListener: (use: (subject: ListenerUnderTest) => Promise<void>) => Promise<void>,
): void {
  interface Subject extends Pick<ListenerUnderTest, "request" | "listener"> {
    /** What the handlers were asked. */
    readonly asked: readonly string[];
    url(changes?: Partial<Capability>): string;
  }
  const promise = (title: string, body: (subject: Subject) => Promise<void>, handlers: Partial<Handlers> = {}) =>
    test(title, () =>
      withListener(async ({ listener, keyId, sign, request }) => {
        const asked: string[] = [];
        const base = await listener.listen({ ...recordingHandlers(asked), ...handlers });
        const url = (changes: Partial<Capability> = {}) => base + capabilityPath({ keyId, ...CALL, ...changes }, sign);
        await body({ request, listener, asked, url });
        await listener.close();
      }),
    );

  describe(`a listener (${name})`, () => {
    for (const method of ["POST", "PUT"]) {
      promise(`hands on a call by ${method}: its attempt, its event, its body as it came`, async (subject) => {
        const answer = await subject.request(method, subject.url({ action: "lint", attempt: 2 }), ' {"status": true}');

        assert.equal(answer?.status, 200);
        assert.deepEqual(subject.asked, ['TASK_RESULT of lint/0/2:  {"status": true}']);
      });
    }

    for (const status of [200, 400, 409, 503] as const) {
      promise(
        `answers ${status} where the daemon says so, with its words`,
        async ({ request, url }) => {
          const answer = await request("POST", url(), "{}");

          assert.equal(answer?.status, status);
          assert.deepEqual(JSON.parse(answer.text), { message: "so be it" });
        },
        { called: async () => ({ status, message: "so be it" }) },
      );
    }

    for (const [what, forged] of [
      [
        "the mac of another event",
        (url: Subject["url"]) => url({ what: "TASK_START" }).replace("TASK_START", "TASK_RESULT"),
      ],
      ["the mac of another attempt", (url: Subject["url"]) => url().replace("/0/1/", "/0/2/")],
      ["the mac of another run", (url: Subject["url"]) => url().replace(CALL.uid, "0".repeat(20))],
      ["a key that is not ours", (url: Subject["url"]) => url({ keyId: "another" })],
      ["a mac that is cut short", (url: Subject["url"]) => url().slice(0, -1)],
      ["another way to write a number", (url: Subject["url"]) => url().replace("/0/1/", "/0/01/")],
    ] as const) {
      promise(`asks nobody about ${what}: 404`, async (subject) => {
        assert.equal((await subject.request("POST", forged(subject.url), "{}"))?.status, 404);
        assert.deepEqual(subject.asked, []);
      });
    }

    for (const [method, what] of [
      ["GET", "TASK_RESULT"],
      ["DELETE", "TASK_RESULT"],
      ["POST", "data"],
      ["PUT", "source"],
    ] as const) {
      promise(`asks nobody about a ${method} of ${what}: 405`, async (subject) => {
        assert.equal((await subject.request(method, subject.url({ what })))?.status, 405);
        assert.deepEqual(subject.asked, []);
      });
    }

    promise("takes a body of 1 MiB, and none over it: 413", async (subject) => {
      assert.equal((await subject.request("POST", subject.url(), "x".repeat(MIB)))?.status, 200);
      assert.equal((await subject.request("POST", subject.url(), "x".repeat(MIB + 1)))?.status, 413);
      assert.equal(subject.asked.length, 1);
    });

    promise("gives the event data of an attempt", async ({ request, url }) => {
      assert.deepEqual(await request("GET", url({ what: "data" })), { status: 200, text: '{"level":"full"}' });
    });

    promise(
      "has neither data nor source of an attempt that is closed: 409",
      async ({ request, url }) => {
        assert.equal((await request("GET", url({ what: "data" })))?.status, 409);
        assert.equal((await request("GET", url({ what: "source" })))?.status, 409);
      },
      { eventData: async () => undefined },
    );

    promise("says how the daemon stands", async ({ request, url }) => {
      assert.equal((await request("GET", new URL("/healthz", url()).href))?.status, 200);
      assert.equal((await request("GET", new URL("/readyz", url()).href))?.status, 503);
    });

    promise(
      "answers 500 where the daemon fails, and goes on",
      async ({ request, url }) => {
        assert.equal((await request("POST", url(), "{}"))?.status, 500);
        assert.equal((await request("GET", url({ what: "data" })))?.status, 200);
      },
      { called: () => Promise.reject(new Error("a bug")) },
    );

    promise("answers nobody once it is closed", async ({ request, url, listener, asked }) => {
      await listener.close();

      assert.equal(await request("POST", url(), "{}"), undefined);
      assert.deepEqual(asked, []);
    });
  });
}

function recordingHandlers(asked: string[]): Handlers {
  return {
    async called({ what, action, copy, attempt }, body) {
      asked.push(`${what} of ${action}/${copy}/${attempt}: ${Buffer.from(body).toString()}`);
      return { status: 200, message: "ok" };
    },
    eventData: async () => '{"level":"full"}',
    source: async () => undefined,
    health: () => ({ live: true, ready: false, details: {} }),
  };
}
