import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce, startDaemon } from "./a-daemon.ts";
import { cancelOf, inPlace, pipelineOf, pipelineOfOne, runOf, waitsFor } from "./definitions.ts";
import { ended, recorded, recordedUntil, running, verdictOf, verdictsOf } from "./recorded.ts";

/** Only requests start it; it answers with what it was given. */
const GREETER = pipelineOf("greeter", {
  on: {},
  inputs: { whom: { type: "string" }, times: { type: "integer", default: 1, maximum: 3 } },
  stages: [
    {
      name: "only",
      actions: [
        {
          name: "say",
          with: { text: "${{ inputs.whom }}", n: "${{ inputs.times }}" },
          spec: {
            inputs: { text: { type: "string" }, n: { type: "integer" } },
            outputs: { said: { type: "string" } },
            script: 'echo "[COUT] said = $INPUT_TEXT $INPUT_N"',
          },
        },
      ],
    },
  ],
  outputs: { said: "${{ actions.say.outputs.said }}" },
});

test("a Run is carried out once with its inputs, or refused with the reason; a changed spec is a new request", async () => {
  await using repository = await createTemporaryRepository({
    "pipelines/greeter.yaml": GREETER,
    "pipelines/idle.yaml": pipelineOfOne("idle", { say: { script: "true" } }, { suspend: true }),
  });
  const first = (await repository.tip("main")) ?? "";
  await runOnce(repository);
  const ask = runOf("ask", { pipeline: "greeter", with: { whom: "world", times: 2 } });
  await repository.commit({
    "pipelines/greeter.yaml": GREETER.replace("$INPUT_TEXT $", "hello $INPUT_TEXT $"),
    "runs/ask.yaml": ask,
    "runs/refused.yaml": [
      runOf("unknown", { pipeline: "greter" }),
      runOf("suspended", { pipeline: "idle" }),
      runOf("missing", { pipeline: "greeter" }),
      runOf("wrong", { pipeline: "greeter", with: { whom: "world", times: 4 } }),
      runOf("odd", { pipeline: "greeter", with: { whom: "world", where: "here" } }),
      runOf("nowhere", { pipeline: "greeter", with: { whom: "world" }, commit: "0".repeat(40) }),
    ].join("---\n"),
    "runs/earlier.yaml": runOf("earlier", { pipeline: "greeter", with: { whom: "past" }, commit: first }),
  });
  const { code } = await runOnce(repository);
  // The same request in another file, and once more after it was deleted: nothing. With another spec: a new one.
  await repository.commit({ "runs/ask.yaml": null, "runs/moved/ask.yml": ask });
  await repository.commit({ "runs/ask.yaml": ask, "runs/moved/ask.yml": null });
  await runOnce(repository);
  await repository.commit({ "runs/ask.yaml": ask.replace("world", "moon") });
  await runOnce(repository);

  const { phases, run, fates } = await recorded(repository);
  assert.equal(code, 0);
  assert.deepEqual(phases, { "greeter-1": "succeeded", "greeter-2": "succeeded", "greeter-3": "succeeded" });
  assert.deepEqual(
    [1, 2, 3].map((n) => [run(`greeter-${n}`).spec.trigger, run(`greeter-${n}`).status.outputs]),
    [
      [{ type: "request", request: "ask" }, { said: "hello world 2" }],
      [{ type: "request", request: "earlier" }, { said: "past 1" }],
      [{ type: "request", request: "ask" }, { said: "hello moon 2" }],
    ],
  );
  assert.deepEqual([run("greeter-1").spec.with, run("greeter-2").spec.commit], [{ whom: "world", times: 2 }, first]);
  assert.match(fates["Run unknown"] ?? "", /^refused: .*greter.*did you mean .*greeter/);
  assert.match(fates["Run suspended"] ?? "", /^refused: .*suspended/);
  assert.match(fates["Run missing"] ?? "", /^refused: .*whom/);
  assert.match(fates["Run wrong"] ?? "", /^refused: .*times.*3/);
  assert.match(fates["Run odd"] ?? "", /^refused: .*where/);
  assert.match(fates["Run nowhere"] ?? "", /^refused: .*not reachable/);
});

test("a Cancel ends a queued run at once and a running one after its finally, which a second Cancel ends too", async () => {
  await using repository = await createTemporaryRepository();
  const gate = (name: string) => join(repository.folder, name);
  const longOf = (name: string) =>
    pipelineOf(name, {
      stages: [{ name: "only", actions: inPlace({ work: { script: waitsFor(gate("never")), stopGrace: "1s" } }) }],
      finally: inPlace({ tidy: { script: waitsFor(gate(name)), stopGrace: "1s" } }),
    });
  await repository.commit({ "pipelines/one.yaml": longOf("one"), "pipelines/two.yaml": longOf("two") });
  await using _ = startDaemon(repository);
  await running(repository, "one-1", "two-1");
  await repository.commit({ "runs/more.yaml": runOf("more", { pipeline: "one" }) });
  await recordedUntil(repository, "one-2 is queued", ({ phases }) => phases["one-2"] === "queued");

  await repository.commit({
    "runs/cancel.yaml": [
      cancelOf("queued", { run: "one-2", reason: "not needed" }),
      cancelOf("first", { run: "one-1" }),
      cancelOf("second", { run: "two-1", reason: "wrong tag" }),
      cancelOf("typo", { run: "tow-1" }),
      cancelOf("third", { run: "two-9" }),
    ].join("---\n"),
  });
  const cancelled = await ended(repository, "one-2");
  await writeFile(gate("one"), "");
  await ended(repository, "one-1");
  await repository.commit({ "runs/again.yaml": cancelOf("again", { run: "two-1", reason: "at once" }) });
  await ended(repository, "two-1");
  await repository.commit({ "runs/late.yaml": cancelOf("late", { run: "two-1" }) });
  const { run, fates } = await recordedUntil(repository, "all have a fate", (now) => "Cancel late" in now.fates);

  assert.equal(cancelled.phases["one-1"], "running");
  assert.deepEqual(
    ["one-1", "one-2", "two-1"].map((name) => [verdictOf(run(name)), run(name).status.message, verdictsOf(run(name))]),
    [
      ["cancelled cancelled", "cancelled: request first", { work: "cancelled cancelled", tidy: "succeeded" }],
      ["cancelled cancelled", "cancelled: not needed", { work: "skipped cancelled", tidy: "skipped cancelled" }],
      ["cancelled cancelled", "cancelled: wrong tag", { work: "cancelled cancelled", tidy: "cancelled cancelled" }],
    ],
  );
  const { "Cancel late": late = "", ...others } = fates;
  assert.match(late, /^nothing-to-do: two-1 has ended already/);
  assert.deepEqual(others, {
    "Run more": "accepted: starts one-2",
    "Cancel again": "accepted: cancels two-1",
    "Cancel first": "accepted: cancels one-1",
    "Cancel queued": "accepted: cancels one-2",
    "Cancel second": "accepted: cancels two-1",
    "Cancel third": "refused: there is no run two-9; did you mean two-1?",
    "Cancel typo": "refused: there is no run tow-1; did you mean two-1?",
  });
});

test("a first sync that only observes starts nothing, and requests older than it are nobody's", async () => {
  const quick = pipelineOfOne("quick", { say: { script: "true" } });
  await using repository = await createTemporaryRepository({
    "pipelines/quick.yaml": quick,
    "runs/old.yaml": runOf("old", { pipeline: "quick" }),
  });
  await repository.commit({ "runs/new.yaml": runOf("new", { pipeline: "quick" }) });

  await runOnce(repository, ["--first-sync", "observe"]);
  const observed = await recorded(repository);
  await repository.commit({ "pipelines/quick.yaml": quick.replace("true", "exit 0") });
  await runOnce(repository, ["--first-sync", "observe"]);
  const { phases, run } = await recorded(repository);

  assert.deepEqual(observed.fates, {
    "Run new": "accepted: starts quick-1",
    "Run old": "nothing-to-do: older than this daemon",
  });
  assert.deepEqual(observed.phases, { "quick-1": "succeeded" });
  assert.deepEqual(phases, { "quick-1": "succeeded", "quick-2": "succeeded" });
  assert.deepEqual([run("quick-1").spec.trigger.type, run("quick-2").spec.trigger.type], ["request", "change"]);
});
