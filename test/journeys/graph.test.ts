import assert from "node:assert/strict";
import { join } from "node:path";
import { before, suite, test } from "node:test";
import type { ComponentSpec, PipelineSpec } from "../../src/definitions/types.generated.ts";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce } from "./a-daemon.ts";
import { componentOf, inPlace, pipelineOf, waitsFor } from "./definitions.ts";
import { type Recorded, recorded, verdictOf, verdictsOf } from "./recorded.ts";

const OK: ComponentSpec = { script: "true" };
const BAD: ComponentSpec = { script: "exit 1" };
const ENDLESS: ComponentSpec = { script: "sleep 600", stopGrace: "1s" };
const TELL: ComponentSpec = {
  inputs: { outcome: { type: "string" } },
  outputs: { told: { type: "string" } },
  script: 'echo "[COUT] told = it $INPUT_OUTCOME"',
};
const LONG_TEXT = "0123456789".repeat(600);

/** One pipeline for each rule, all of them in one run of the daemon. `gate` is a file that only an action makes. */
const pipelines = (gate: string): Readonly<Record<string, PipelineSpec>> => ({
  "fail-fast": {
    stages: [
      { name: "one", actions: inPlace({ bad: BAD, slow: ENDLESS }) },
      { name: "two", actions: inPlace({ late: OK }) },
    ],
    finally: [{ name: "tell", spec: TELL, with: { outcome: "${{ run.outcome }}: ${{ run.message }}" } }],
  },
  "all-go-on": {
    stages: [
      { name: "one", failFast: false, actions: inPlace({ bad: BAD, waits: { script: "sleep 0.3" } }) },
      { name: "two", actions: inPlace({ late: OK }) },
    ],
  },
  "may-fail": {
    stages: [
      { name: "one", actions: [{ name: "bad", spec: BAD, continueOnFailure: true }] },
      { name: "two", when: 'actions.bad.phase == "failed"', actions: inPlace({ late: OK }) },
    ],
  },
  // `other` ends only once `early` has run, which stands in a later stage.
  needs: {
    stages: [
      { name: "one", actions: inPlace({ first: OK, other: { script: waitsFor(gate) } }) },
      { name: "two", actions: [{ name: "early", spec: { script: `> '${gate}'` }, needs: ["first"] }] },
    ],
  },
  conditions: {
    inputs: { level: { type: "string", default: "quick" } },
    stages: [
      {
        name: "one",
        failFast: false,
        actions: [
          { name: "yes", spec: OK, when: 'inputs.level == "quick"' },
          { name: "no", spec: OK, when: 'inputs.level == "full"' },
          { name: "after-no", spec: OK, needs: ["no"] },
          { name: "despite-no", spec: OK, needs: [{ action: "no", optional: true }] },
        ],
      },
      { name: "two", when: "false", actions: inPlace({ never: BAD }) },
      { name: "three", actions: inPlace({ last: OK }) },
    ],
  },
  values: {
    env: { WHO: "pipeline", STAGE: "pipeline" },
    stages: [
      {
        name: "one",
        env: { STAGE: "stage", WHO: "stage" },
        actions: [{ name: "make", component: "maker", with: { count: 41 }, env: { WHO: "action" } }],
      },
      {
        name: "two",
        actions: [
          {
            name: "use",
            with: {
              whole: "${{ actions.make.outputs.whole }}",
              sum: "${{ actions.make.outputs.count + 1 }}",
              text: "${{ actions.make.outputs.long }}",
            },
            spec: {
              inputs: {
                whole: { type: "object" },
                sum: { type: "integer" },
                text: { type: "string" },
              },
              outputs: { data: { type: "object" } },
              script: 'echo "[COUT] data = $EVENT_DATA"',
            },
          },
        ],
      },
    ],
    outputs: { answer: "${{ actions.use.outputs.data.sum }}", who: "${{ actions.make.outputs.who }}" },
  },
});

const MAKER = componentOf("maker", {
  inputs: { count: { type: "integer" } },
  outputs: {
    count: { type: "integer" },
    whole: { type: "object" },
    long: { type: "string" },
    who: { type: "string" },
  },
  env: { WHO: "component", MINE: "component" },
  script: `echo "[COUT] count = $INPUT_COUNT"
echo '[COUT] whole = { "list": [1, 2.5, null, "x"], "no": false }'
echo "[COUT] long = ${LONG_TEXT}"
echo "[COUT] who = $WHO $STAGE $MINE"`,
});

suite("what runs after what, and with which values", () => {
  let status: Recorded;
  let code: number | NodeJS.Signals;

  before(async () => {
    await using repository = await createTemporaryRepository();
    const gate = join(repository.folder, "gate");
    const files = Object.entries(pipelines(gate)).map(([name, spec]) => [
      `pipelines/${name}.yaml`,
      pipelineOf(name, spec),
    ]);
    await repository.commit({ ...Object.fromEntries(files), "components/maker.yaml": MAKER });
    ({ code } = await runOnce(repository, ["--max-active-actions", "30"]));
    status = await recorded(repository);
  });

  const outcome = (run: string) => [verdictOf(status.run(run)), verdictsOf(status.run(run))];

  test("a failed action cancels its siblings and skips what comes later; finally is told the outcome", () => {
    assert.deepEqual(outcome("fail-fast-1"), [
      "failed exit-code",
      { bad: "failed exit-code", slow: "cancelled fail-fast", late: "skipped dependency-failed", tell: "succeeded" },
    ]);
    assert.deepEqual(status.action("fail-fast-1", "tell").outputs, { told: "it failed: bad: exit code 1" });
    assert.equal(code, 1);
  });

  test("without failFast the siblings go on to their ends", () => {
    assert.deepEqual(outcome("all-go-on-1"), [
      "failed exit-code",
      { bad: "failed exit-code", waits: "succeeded", late: "skipped dependency-failed" },
    ]);
  });

  test("an action with continueOnFailure fails neither its stage nor the run", () => {
    assert.deepEqual(outcome("may-fail-1"), ["succeeded", { bad: "failed exit-code", late: "succeeded" }]);
  });

  test("needs replace the wait for earlier stages", () => {
    assert.deepEqual(outcome("needs-1"), ["succeeded", { first: "succeeded", other: "succeeded", early: "succeeded" }]);
  });

  test("conditions skip an action or a stage; a skipped need skips what depends on it, unless it is optional", () => {
    assert.deepEqual(outcome("conditions-1"), [
      "succeeded",
      {
        yes: "succeeded",
        no: "skipped condition-false",
        "after-no": "skipped dependency-skipped",
        "despite-no": "succeeded",
        never: "skipped condition-false",
        last: "succeeded",
      },
    ]);
  });

  test("outputs reach later actions by value and keep their types; the environment of the action wins", () => {
    const whole = { list: [1, 2.5, null, "x"], no: false };
    const { with: given, outputs } = status.action("values-1", "use");
    assert.deepEqual(outcome("values-1"), ["succeeded", { make: "succeeded", use: "succeeded" }]);
    assert.deepEqual([given?.whole, given?.sum], [whole, 42]);
    assert.deepEqual(status.run("values-1").status.outputs, { answer: 42, who: "action stage component" });
    assert.deepEqual(valueAside(status, "values", 1, outputs?.data), { whole, sum: 42, text: LONG_TEXT });
  });
});

/** A value that was put aside because it is large. */
function valueAside({ files }: Recorded, pipeline: string, number: number, reference: unknown): unknown {
  assert.ok(typeof reference === "object" && reference !== null && "sha256" in reference, "it is put aside");
  return JSON.parse(files.get(`status/runs/${pipeline}/${number}/data/${reference.sha256}`) ?? "null");
}
