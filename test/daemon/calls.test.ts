import assert from "node:assert/strict";
import { test } from "node:test";
import { createHandlers } from "../../src/daemon/calls.ts";
import { createMasks } from "../../src/daemon/masks.ts";
import type { CallAnswer } from "../../src/daemon/run-queue.ts";
import type { Call } from "../../src/run/run-event.ts";
import type { Secrets } from "../../src/secrets/port.ts";
import { anAction, aPlan, aQueuedRun, aRunWith, aStage, play, ran } from "../run/a-run.ts";
import { quietLog } from "./quiet-log.ts";

const env = { TOKEN: { secret: { name: "forge", key: "token" } } };
const run = aQueuedRun(aPlan({ stages: [aStage("one", [anAction("unit", { env })])] }));
const text = { schema: { type: "string" }, optional: false } as const;
const result = { keyId: "k1", uid: run.uid, action: "unit", copy: 0, attempt: 1, what: "TASK_RESULT" } as const;

test("what is stored of a call has no secret in it", async () => {
  const { handlers, calls } = someHandlers({ value: async () => "hunter22" });

  const { status } = await handlers.called(result, bytes({ result: "the token is hunter22" }));

  assert.equal(status, 200);
  assert.deepEqual(calls[0]?.body, { result: "the token is ***" });
});

test("while secrets cannot be read, nothing is stored, and the component calls again", async () => {
  const { handlers, calls } = someHandlers({ value: () => Promise.reject(new Error("not readable")) });

  const { status } = await handlers.called(result, bytes({}));

  assert.equal(status, 503);
  assert.deepEqual(calls, []);
});

test("a body that is no JSON object is 400, a call for a run that is not there 409", async () => {
  const { handlers } = someHandlers({ value: async () => undefined });

  assert.equal((await handlers.called(result, bytes([]))).status, 400);
  assert.equal((await handlers.called({ ...result, uid: "0".repeat(20) }, bytes({}))).status, 409);
});

test("inputs and source are given to an attempt that is open, and to no other", async () => {
  const started = aRunWith({ component: { inputs: { go: text } }, with: { go: { value: "1.26" } } });
  const { handlers } = someHandlers({ value: async () => undefined }, started);
  const ended = play(started, ...ran("unit", 0, 1));
  const late = someHandlers({ value: async () => undefined }, ended).handlers;
  const data = { ...result, uid: started.uid, what: "data" } as const;

  assert.equal(await handlers.eventData(data), '{"go":"1.26"}');
  assert.equal(await handlers.source({ ...data, what: "source" }), "5b1c.tar");
  for (const other of [{ attempt: 2 }, { copy: 1 }, { action: "constructor" }]) {
    assert.equal(await handlers.eventData({ ...data, ...other }), undefined);
  }
  assert.equal(await late.eventData(data), undefined);
  assert.equal(await late.source({ ...data, what: "source" }), undefined);
});

function someHandlers(secrets: Secrets, state = run) {
  const calls: Call[] = [];
  const handlers = createHandlers({
    queue: {
      states: new Map([[state.uid, state]]),
      call: async (call): Promise<CallAnswer> => {
        calls.push(call);
        return "accepted";
      },
    },
    masks: createMasks(secrets),
    archive: async (commit) => `${commit}.tar`,
    log: quietLog,
    health: () => ({ live: true, ready: true, details: {} }),
  });
  return { handlers, calls };
}

function bytes(body: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(body));
}
