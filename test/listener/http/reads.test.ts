import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { withListener } from "./listener-fixture.ts";

describe("event data", () => {
  const large = JSON.stringify({ text: "漢".repeat(200_000) });

  test("is the handler's JSON text, at any size", () =>
    withListener(
      async ({ url, path }) => {
        const response = await fetch(url + path("data"));

        assert.equal(response.headers.get("content-type"), "application/json");
        assert.equal(await response.text(), large);
      },
      { handlers: { eventData: async () => large } },
    ));

  test("may be asked for by its head alone", () =>
    withListener(async ({ url, path }) => {
      const response = await fetch(url + path("data"), { method: "HEAD" });

      assert.equal(response.headers.get("content-length"), String('{"level":"full"}'.length));
      assert.equal(await response.text(), "");
    }));

  test("of a closed attempt is 409", () =>
    withListener(
      async ({ url, path }) => {
        const response = await fetch(url + path("data"));

        assert.equal(response.status, 409);
        assert.deepEqual(await response.json(), { message: "this attempt has ended" });
      },
      { handlers: { eventData: async () => undefined } },
    ));
});

describe("the source", () => {
  test("is streamed as a tar", (t) =>
    withFile(t, Buffer.alloc(3_000_000, "tar"), (file) =>
      withListener(
        async ({ url, path }) => {
          const response = await fetch(url + path("source"));

          assert.equal(response.headers.get("content-type"), "application/x-tar");
          assert.deepEqual(Buffer.from(await response.arrayBuffer()), Buffer.alloc(3_000_000, "tar"));
        },
        { handlers: { source: async () => file } },
      ),
    ));

  test("may be asked for by its head alone", (t) =>
    withFile(t, Buffer.alloc(3_000), (file) =>
      withListener(
        async ({ url, path }) => {
          const response = await fetch(url + path("source"), { method: "HEAD" });

          assert.equal(response.headers.get("content-length"), "3000");
        },
        { handlers: { source: async () => file } },
      ),
    ));

  test("of a closed attempt is 409", () =>
    withListener(async ({ url, path }) => {
      assert.equal((await fetch(url + path("source"))).status, 409);
    }));

  test("that is not there any more is 500, and told", () =>
    withListener(
      async ({ url, path, failures }) => {
        assert.equal((await fetch(url + path("source"))).status, 500);
        assert.match(failures[0]?.request ?? "", /^GET \w{8}\/3f9c02ab41d7e8805c11\/unit\/0\/1\/source$/);
      },
      { handlers: { source: async () => "/nowhere/at/all.tar" } },
    ));

  test("is left alone when its reader goes away", (t) =>
    withFile(t, Buffer.alloc(8_000_000), (file) =>
      withListener(
        async ({ url, path, failures }) => {
          const response = await fetch(url + path("source"));
          await response.body?.cancel();

          assert.equal((await fetch(`${url}/healthz`)).status, 200);
          assert.deepEqual(failures, []);
        },
        { handlers: { source: async () => file } },
      ),
    ));
});

describe("health", () => {
  for (const [path, live, ready, status, message] of [
    ["/healthz", true, false, 200, "live"],
    ["/healthz", false, false, 503, "not live"],
    ["/readyz", true, true, 200, "ready"],
    ["/readyz", true, false, 503, "not ready"],
  ] as const) {
    test(`${path} is ${status} where the daemon is ${live ? "live" : "not live"} and ${ready ? "ready" : "not ready"}`, () =>
      withListener(
        async ({ url }) => {
          const response = await fetch(url + path);

          assert.equal(response.status, status);
          assert.deepEqual(await response.json(), { message, details: { runs: 2 } });
        },
        { handlers: { health: () => ({ live, ready, details: { runs: 2 } }) } },
      ));
  }

  test("takes no POST", () =>
    withListener(async ({ url }) => {
      const response = await fetch(`${url}/healthz`, { method: "POST" });

      assert.deepEqual([response.status, response.headers.get("allow")], [405, "GET, HEAD"]);
    }));
});

async function withFile(
  t: { after(cleanUp: () => Promise<void>): void },
  content: Buffer,
  use: (file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-source-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "source.tar"), content);
  await use(join(folder, "source.tar"));
}
