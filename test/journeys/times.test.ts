import assert from "node:assert/strict";
import { before, suite, test } from "node:test";
import type { ComponentSpec, PipelineSpec } from "../../src/definitions/types.generated.ts";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce } from "./a-daemon.ts";
import { inPlace, nodeScript, pipelineOf } from "./definitions.ts";
import { type Recorded, recorded, verdictOf, verdictsOf } from "./recorded.ts";

const OK: ComponentSpec = { script: "true" };
const ENDLESS: ComponentSpec = { script: "sleep 600", stopGrace: "1s" };

/** One pipeline for each rule, all of them in one run of the daemon. */
const PIPELINES: Readonly<Record<string, PipelineSpec>> = {
  retries: {
    stages: [
      {
        name: "only",
        failFast: false,
        actions: [
          {
            name: "third-time",
            retry: { limit: 2, backoff: "300ms", on: ["failed"] },
            spec: {
              outputs: { attempt: { type: "integer" } },
              script: '[ "$CO_ATTEMPT" = 3 ] && echo "[COUT] attempt = $CO_ATTEMPT"',
            },
          },
          { name: "never", retry: { limit: 1, backoff: "100ms", on: ["failed"] }, spec: { script: "exit 4" } },
          { name: "not-for-this", retry: { limit: 3, on: ["timeout", "lost"] }, spec: { script: "exit 5" } },
        ],
      },
    ],
  },
  "attempt-timeout": {
    stages: [
      {
        name: "only",
        actions: [
          {
            name: "slow",
            retry: { limit: 1, backoff: "100ms", on: ["timeout"] },
            attemptTimeout: "500ms",
            spec: { ...ENDLESS, timeout: "10m" },
          },
        ],
      },
    ],
  },
  "action-timeout": {
    stages: [
      {
        name: "only",
        failFast: false,
        actions: [
          { name: "slow", timeout: "700ms", spec: ENDLESS },
          {
            name: "between",
            timeout: "1s",
            retry: { limit: 5, backoff: "1m", on: ["failed"] },
            spec: { script: "exit 1" },
          },
        ],
      },
    ],
  },
  "stage-timeout": {
    stages: [
      { name: "one", mode: "sequence", timeout: "700ms", actions: inPlace({ slow: ENDLESS, next: OK }) },
      { name: "two", actions: inPlace({ late: OK }) },
    ],
    finally: inPlace({ tidy: OK }),
  },
  "pipeline-timeout": {
    timeout: "700ms",
    stages: [
      { name: "one", actions: inPlace({ slow: ENDLESS }) },
      { name: "two", actions: inPlace({ late: OK }) },
    ],
    finally: inPlace({ tidy: { script: "sleep 1" } }),
  },
  // What was said in time counts, however long the program takes to end; `grace` ends it.
  "said-in-time": {
    timeout: "3s",
    stages: [
      {
        name: "one",
        timeout: "3s",
        actions: inPlace({
          work: {
            timeout: "3s",
            grace: "4s",
            stopGrace: "1s",
            outputs: { n: { type: "integer" } },
            script: nodeScript(`
              await call("TASK_RESULT", { status: true, output: { n: 5 } });
              setInterval(() => {}, 1000);`),
          },
        }),
      },
    ],
  },
};

suite("what takes too long or is tried again", () => {
  let status: Recorded;
  let output: string;

  before(async () => {
    const files = Object.entries(PIPELINES).map(([name, spec]) => [`pipelines/${name}.yaml`, pipelineOf(name, spec)]);
    await using repository = await createTemporaryRepository(Object.fromEntries(files));
    ({ output } = await runOnce(repository, ["--max-active-actions", "30"]));
    status = await recorded(repository);
  });

  const outcome = (run: string) => [
    verdictOf(status.run(run)),
    verdictsOf(status.run(run)),
    status.run(run).status.message,
  ];
  const attempts = (run: string, action: string) => status.action(run, action).attempts ?? [];
  const reasons = (run: string, action: string) => attempts(run, action).map(({ reason = "none" }) => reason);

  test("a failed attempt is followed by others as often as it may be, each after twice the pause", () => {
    assert.deepEqual(
      outcome("retries-1").slice(0, 2),
      [
        "failed exit-code",
        { "third-time": "succeeded", never: "failed exit-code", "not-for-this": "failed exit-code" },
      ],
      output,
    );
    assert.deepEqual(reasons("retries-1", "third-time"), ["exit-code", "exit-code", "none"]);
    assert.deepEqual(reasons("retries-1", "never"), ["exit-code", "exit-code"]);
    assert.deepEqual(reasons("retries-1", "not-for-this"), ["exit-code"]);
    assert.deepEqual(status.action("retries-1", "third-time").outputs, { attempt: 3 });
    const [first, second, third] = attempts("retries-1", "third-time");
    assert.ok(msBetween(first?.endedAt, second?.startedAt) >= 300);
    assert.ok(msBetween(second?.endedAt, third?.startedAt) >= 600);
  });

  test("an attempt that takes longer than attemptTimeout is ended, and tried again where that is asked for", () => {
    assert.deepEqual(outcome("attempt-timeout-1"), [
      "failed timeout",
      { slow: "failed timeout" },
      "slow: the attempt took longer than 500 ms",
    ]);
    assert.deepEqual(reasons("attempt-timeout-1", "slow"), ["timeout", "timeout"]);
  });

  test("the timeout of an action counts all its attempts and the pauses between them", () => {
    assert.deepEqual(outcome("action-timeout-1").slice(0, 2), [
      "failed timeout",
      { slow: "failed timeout", between: "failed timeout" },
    ]);
    assert.deepEqual(reasons("action-timeout-1", "between"), ["exit-code"]);
    assert.equal(status.action("action-timeout-1", "between").message, "the action took longer than 1.0 s");
  });

  test("the timeout of a stage ends what runs in it, and skips what has not begun", () => {
    assert.deepEqual(outcome("stage-timeout-1"), [
      "failed timeout",
      { slow: "failed timeout", next: "skipped timeout", late: "skipped dependency-failed", tidy: "succeeded" },
      "stage one took longer than 700 ms",
    ]);
  });

  test("the timeout of a pipeline ends its stages, and finally is outside it", () => {
    assert.deepEqual(outcome("pipeline-timeout-1"), [
      "failed timeout",
      { slow: "failed timeout", late: "skipped timeout", tidy: "succeeded" },
      "the pipeline took longer than 700 ms",
    ]);
  });

  test("once a result is stored no timeout decides", () => {
    assert.deepEqual(outcome("said-in-time-1"), ["succeeded", { work: "succeeded" }, undefined]);
    assert.deepEqual(status.action("said-in-time-1", "work").outputs, { n: 5 });
    assert.ok((status.run("said-in-time-1").status.seconds ?? 0) >= 4);
  });
});

function msBetween(from: string | undefined, to: string | undefined): number {
  return Date.parse(to ?? "") - Date.parse(from ?? "");
}
