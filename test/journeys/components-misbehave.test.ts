import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComponentSpec } from "../../src/definitions/types.generated.ts";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce } from "./a-daemon.ts";
import { inPlace, nodeScript, pipelineOf } from "./definitions.ts";
import { recorded, verdictsOf } from "./recorded.ts";

/** Bad components side by side in one run: each is judged by itself. */
const ZOO: Readonly<Record<string, ComponentSpec>> = {
  silent: { script: "exit 0" },
  endless: { script: "sleep 600", timeout: "1s", stopGrace: "1s" },
  deaf: { script: "trap '' TERM; while :; do sleep 1; done", timeout: "1s", stopGrace: "500ms" },
  flood: {
    script: "timeout 2 sh -c 'while :; do head -c 10000 /dev/zero | tr \\\\0 x; echo; sleep 0.01; done' || true",
  },
  binary: {
    script: "head -c 100000 /dev/urandom; echo; echo '[COUT] n = 1'",
    outputs: { n: { type: "integer" } },
  },
  "never-stops": {
    script: nodeScript(`
      await call("TASK_RESULT", { status: true });
      await call("COMPONENT_STOP");
      setInterval(() => {}, 1000);`),
  },
  twice: {
    script: nodeScript(`
      const first = await call("TASK_RESULT", { status: true, result: "first" });
      const again = await call("TASK_RESULT", { status: true, result: "first" });
      const other = await call("TASK_RESULT", { status: false, result: "second" });
      console.log("[COUT] answers = " + JSON.stringify([first, again, other]));`),
    outputs: { answers: { type: "array", items: { type: "integer" } } },
  },
  forger: {
    script: nodeScript(`
      const forged = process.env.TASK_RESULT.replace(/.{22}$/, "AAAAAAAAAAAAAAAAAAAAAA");
      const moved = process.env.TASK_RESULT.replace("TASK_RESULT", "COMPONENT_STOP");
      const odd = await fetch(process.env.TASK_RESULT, { method: "POST", body: "no json" });
      console.log("[COUT] answers = " + JSON.stringify([await call(forged), await call(moved), odd.status]));`),
    outputs: { answers: { type: "array", items: { type: "integer" } } },
  },
  late: {
    script: nodeScript(`
      process.on("SIGTERM", async () => {
        console.log("late: " + await call("TASK_STATUS", { progress: 1 }));
        process.exit(0);
      });
      await call("TASK_RESULT", { status: true });
      await call("COMPONENT_STOP");
      setInterval(() => {}, 1000);`),
  },
  "no-result": { script: "exit 0", result: "required" },
  "bad-output": { script: "echo '[COUT] n = many'", outputs: { n: { type: "integer" } } },
};

test("components that misbehave are judged each by itself, and the run ends", async () => {
  const zoo = pipelineOf("zoo", { stages: [{ name: "only", failFast: false, actions: inPlace(ZOO) }] });
  await using repository = await createTemporaryRepository({ "pipelines/zoo.yaml": zoo });

  const { code, output } = await runOnce(repository, ["--max-active-actions", "20"]);

  const { run, action, files } = await recorded(repository);
  assert.equal(code, 1, output);
  assert.deepEqual(verdictsOf(run("zoo-1")), {
    silent: "succeeded",
    endless: "failed timeout",
    deaf: "failed timeout",
    flood: "succeeded",
    binary: "succeeded",
    "never-stops": "succeeded",
    twice: "succeeded",
    forger: "succeeded",
    late: "succeeded",
    "no-result": "failed no-result",
    "bad-output": "failed bad-output",
  });
  assert.deepEqual(action("zoo-1", "binary").outputs, { n: 1 });
  assert.deepEqual(action("zoo-1", "twice").outputs, { answers: [200, 200, 409] });
  assert.equal(action("zoo-1", "twice").attempts?.[0]?.events[0]?.result, "first");
  assert.deepEqual(action("zoo-1", "forger").outputs, { answers: [404, 404, 400] });
  assert.match(files.get("status/runs/zoo/1/late.log") ?? "", /late: 409/);
  const { bytes = 0, keptBytes = 0 } = action("zoo-1", "flood").log ?? {};
  assert.ok(bytes > 100_000 && keptBytes > 0 && keptBytes <= 4_096, `${bytes} bytes, ${keptBytes} kept`);
});
