import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { Files } from "../fixtures/commit-stream.ts";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { type DaemonProcess, startDaemon } from "./a-daemon.ts";
import { pipelineOfOne, waitsFor } from "./definitions.ts";
import { ended, recordedUntil, running } from "./recorded.ts";

const BOMBS: Files = {
  "pipelines/marked-keys.yaml": "? ".repeat(512),
  "pipelines/many-keys.yaml": Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join("\n"),
  "pipelines/brackets.yaml": "[".repeat(900),
};
const quick = (name: string) => pipelineOfOne(name, { say: { script: "true" } });

/** 400 files, each wrong in its own line. */
const INVALID: Files = Object.fromEntries(
  Array.from({ length: 400 }, (_, n) => [
    `pipelines/invalid/${n}.yaml`,
    `${"# a line\n".repeat(n)}apiVersion: pilotage/v1\nkind: Pipeline\nmetadata: { name: wrong-${n} }\nspec: { stagse: [] }\n`,
  ]),
);

test("bombs and 400 invalid files in one commit: told with their lines, while everything else goes on", async () => {
  await using repository = await createTemporaryRepository();
  const gate = join(repository.folder, "gate");
  await repository.commit({ "pipelines/long.yaml": pipelineOfOne("long", { work: { script: waitsFor(gate) } }) });
  await using daemon = startDaemon(repository);
  await running(repository, "long-1");

  const health = healthOf(daemon);
  await repository.commit({ ...BOMBS, ...INVALID, "pipelines/quick.yaml": quick("quick") });
  await writeFile(gate, "");
  await ended(repository, "long-1", "quick-1");
  const { diagnostics } = await recordedUntil(repository, "all is told", (now) => now.diagnostics.length > 400);
  const { statuses, slowestMs } = await health.end();
  await repository.commit({ "pipelines/next.yaml": quick("next") });
  const { phases } = await ended(repository, "next-1");

  assert.deepEqual(phases, { "long-1": "succeeded", "next-1": "succeeded", "quick-1": "succeeded" });
  assert.deepEqual(
    diagnostics.filter(({ file }) => file in BOMBS).map(({ file, code }) => [file, code]),
    [
      ["pipelines/brackets.yaml", "yaml-too-costly"],
      ["pipelines/many-keys.yaml", "yaml-too-costly"],
      ["pipelines/marked-keys.yaml", "yaml-not-allowed"],
    ],
  );
  const told = new Map(diagnostics.filter(({ code }) => code === "unknown-key").map(({ file, line }) => [file, line]));
  assert.deepEqual(
    Array.from({ length: 400 }, (_, n) => told.get(`pipelines/invalid/${n}.yaml`)),
    Array.from({ length: 400 }, (_, n) => n + 4),
  );
  assert.deepEqual(statuses, new Set([200]));
  assert.ok(slowestMs < 5_000, `the slowest answer took ${slowestMs} ms`);
});

/** Asks again and again until it is ended; with what statuses it was answered, and how long the slowest answer took. */
function healthOf(daemon: DaemonProcess) {
  const statuses = new Set<number>();
  let slowestMs = 0;
  let goesOn = true;
  const asking = (async () => {
    while (goesOn) {
      const { status, ms } = await daemon.get("/healthz");
      statuses.add(status);
      slowestMs = Math.max(slowestMs, ms);
    }
  })();
  return {
    async end() {
      goesOn = false;
      await asking;
      return { statuses, slowestMs };
    },
  };
}
