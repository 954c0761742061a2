import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, test } from "node:test";
import { callForged } from "../../proof/listener/forged-calls.ts";
import { callMalformed } from "../../proof/listener/malformed-bodies.ts";
import { playTricks } from "../../proof/listener/play-tricks.ts";
import { wasteConnections } from "../../proof/listener/slow-connections.ts";
import type { Attempt, Target, Told } from "../../proof/listener/target.ts";
import { unlikeSaid } from "../../proof/listener/unlike-said.ts";
import { createMask } from "../../src/contract/mask.ts";
import { readCall } from "../../src/contract/read-call.ts";
import type { Handlers } from "../../src/listener/port.ts";
import { type ListenerFixture, withListener } from "../listener/http/listener-fixture.ts";

const SEED = 1;

/** As a daemon's, but that nothing is stored. */
const handlers: Partial<Handlers> = {
  async called(_, body) {
    const read = readCall(body, createMask([]));
    return read.ok ? { status: 200, message: "ok" } : { status: 400, message: read.message };
  },
  eventData: async ({ attempt }) => JSON.stringify({ who: `attempt-${attempt}` }),
};

describe("a sound listener withstands", () => {
  for (const [what, attack] of [
    ["forged URLs", (target: Target) => callForged(target, 1_000, SEED)],
    ["malformed bodies", (target: Target) => callMalformed(target, 1, SEED)],
    ["tricks", (target: Target) => playTricks(target, 1, SEED)],
    ["slow connections", (target: Target) => wasteFor(500, target)],
  ] as const) {
    test(what, () =>
      withListener(async (listener) => assert.deepEqual((await attack(targetOf(listener))).broken, []), { handlers }),
    );
  }
});

describe("it is noticed that a listener", () => {
  test("does not look at the event when it checks a mac", () => {
    const sign = (keyId: string, path: string) => (keyId === "" ? undefined : `${path.split("/")[4]}`.padEnd(22, "-"));
    return withListener(
      async (listener) => {
        const { broken } = await callForged(targetOf(listener), 300, SEED);

        assert.match(broken.join("\n"), /was answered 200, not 404/);
      },
      { handlers, sign },
    );
  });

  test("takes bodies that say nothing", () =>
    withListener(async (listener) => {
      const { broken, counts } = await callMalformed(targetOf(listener), 1, SEED);

      assert.ok(broken.length > 10 * (counts.refused ?? 0));
    }));

  test("has a parser that lets much pass", () =>
    withServer(true, answerWhole, async (target) => {
      const { broken } = await playTricks(target, 1, SEED);

      assert.match(broken.join("\n"), /a length, and chunks, in \d+ pieces, was answered \[200 {}/);
    }));

  test("answers before it has heard the call", () =>
    withServer(false, answerAtOnce, async (target) => {
      const { broken } = await wasteFor(300, target);

      assert.match(broken.join("\n"), /^slow connection \d+ was answered HTTP\/1\.1 200/);
    }));
});

test("it is noticed where the ledger holds something else than what was said", () => {
  const [fact, body] = [{ event: "TASK_RESULT", at: 1, result: 1 }, { result: 1 }] as const;
  const said = [{ who: "good-0", calls: [{ event: "TASK_RESULT", body }] }] as const;
  const others = (calls: readonly (typeof fact)[], silent: readonly (typeof fact)[] = []) =>
    unlikeSaid(
      new Map([
        ["good-0", calls],
        ["silent-0", silent],
      ]),
      said,
    ).length;

  assert.equal(others([fact]), 0);
  assert.equal(others([]), 1);
  assert.equal(others([fact, fact]), 1);
  assert.equal(others([fact], [fact]), 1);
  assert.equal(unlikeSaid(new Map(), said).length, 1);
});

const answerAtOnce: RequestListener = (_, response) => void response.end("{}");

const answerWhole: RequestListener = (request, response) => {
  response.shouldKeepAlive = false;
  request.resume().on("end", () => response.end("{}"));
};

async function wasteFor(ms: number, target: Target): Promise<Told> {
  return wasteConnections(target, 16, AbortSignal.timeout(ms));
}

function targetOf({ port, path }: ListenerFixture): Target {
  const attempt = (number: number): Attempt => ({
    who: `attempt-${number}`,
    paths: {
      COMPONENT_START: path("COMPONENT_START", number),
      TASK_START: path("TASK_START", number),
      TASK_STATUS: path("TASK_STATUS", number),
      TASK_RESULT: path("TASK_RESULT", number),
      COMPONENT_STOP: path("COMPONENT_STOP", number),
      data: path("data", number),
      source: path("source", number),
    },
  });
  return { port, good: [attempt(1)], silent: [attempt(2), attempt(3)] };
}

/** A server that is none of ours. */
async function withServer(
  insecureHTTPParser: boolean,
  listener: RequestListener,
  use: (target: Target) => Promise<void>,
): Promise<void> {
  const patience = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 10 };
  const server = createServer({ ...patience, insecureHTTPParser }, listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const path = (what: string, attempt = 1) => `/c/k/u/unit/0/${attempt}/${what}/mac`;
  await use(targetOf({ port, path } as ListenerFixture));
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}
