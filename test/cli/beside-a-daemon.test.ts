import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parse } from "yaml";
import { pilotageProcess } from "../fixtures/pilotage-process.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../fixtures/temporary-repository.ts";

const greet = (word: string) => `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: greet }
spec:
  inputs: { name: { type: string, default: World }, times: { type: integer, default: 1 } }
  stages:
    - name: only
      actions:
        - name: say
          spec:
            inputs: { name: { type: string } }
            outputs: { said: { type: string } }
            script: echo "[COUT] said = ${word}, $INPUT_NAME"
          with: { name: "\${{ inputs.name }}" }
`;

describe("commands beside a daemon", () => {
  let repository: TemporaryRepository;
  const pilotage = (...args: readonly string[]) => pilotageProcess(repository.clone, args);
  const daemonOnce = () =>
    pilotage("daemon", "--repository", repository.path, "--state", join(repository.folder, "state"), "--once");

  before(async () => {
    repository = await createTemporaryRepository({ "pipelines/greet.yaml": greet("Hello") });
  });
  after(() => repository.close());

  test("before it first looks, everything would start and nothing is known", async () => {
    const plan = await pilotage("plan", "--detailed-exitcode");
    const status = await pilotage("status");
    const json = await pilotage("status", "-o", "json");

    assert.equal(plan.exitCode, 2);
    assert.match(plan.out, /as the first that is ever acted on \(origin\/pilotage-status is not there\), would:/);
    assert.match(plan.out, /^ {2}\+ start greet-1: it is new$/m);
    assert.equal(status.exitCode, 0);
    assert.match(status.out, /^No pipelines yet\.\n\norigin\/pilotage-status is not there/);
    assert.deepEqual(JSON.parse(json.out), {
      source: "origin/pilotage-status",
      tip: null,
      pipelines: [],
      diagnostics: [],
    });
  });

  test("once it has looked, nothing would start, and the status says what ran", async () => {
    assert.equal((await daemonOnce()).exitCode, 0);

    const plan = await pilotage("plan", "--detailed-exitcode");
    const [all, one, run] = await Promise.all([
      pilotage("status"),
      pilotage("status", "greet"),
      pilotage("status", "greet-1"),
    ]);

    assert.equal(plan.exitCode, 0);
    assert.match(plan.out, /^ {2}= leave Pipeline greet {2}nothing changed$/m);
    assert.match(all.out, /^✓ greet {2}greet-1 {2}succeeded {2}just now /);
    assert.match(one.out, /^greet active: 1 of the last 1 runs succeeded/);
    assert.match(run.out, /^✓ greet-1 succeeded after /);
    assert.match(run.out, / ✓ say {2}in place .* said = "Hello, World"$/m);
    assert.match(run.out, /^trigger {2}change$/m);
  });

  test("a change of the working tree would start a run, by its own number, or hypothetically by none", async () => {
    await repository.commit({ "README.md": "Nothing of interest.\n", "pipelines/greet.yaml": greet("Hi") });

    const plan = await pilotage("plan", "-o", "json");
    const against = await pilotage("plan", "--against", "HEAD~1");

    const { plan: data, against: basis } = JSON.parse(plan.out);
    assert.deepEqual([basis.type, basis.branch], ["status", "origin/pilotage-status"]);
    assert.deepEqual(
      data.starts.map(({ pipeline, number, trigger }: { pipeline: string; number: number; trigger: object }) => [
        pipeline,
        number,
        trigger,
      ]),
      [["greet", 2, { type: "change" }]],
    );
    assert.match(data.at, /^\d{4}-.*Z$/);
    assert.match(against.out, /^ {2}\+ start greet: what it would do has changed$/m);
    assert.match(against.out, /This is hypothetical/);
  });

  test("a request that cannot be right is refused before it is committed", async () => {
    const tip = await repository.tip("main");

    const refusals = await Promise.all([
      pilotage("trigger", "gret"),
      pilotage("trigger", "greet", "--with", "times=many"),
      pilotage("trigger", "greet", "--with", "tines=2"),
      pilotage("trigger", "greet", "--name", "Not A Name"),
      pilotage("trigger", "greet", "--commit", "HEAD"),
      pilotage("cancel", "Greet-1"),
      pilotage("cancel", "greet"),
    ]);

    assert.deepEqual(
      refusals.map(({ exitCode }) => exitCode),
      [64, 64, 64, 64, 64, 64, 64],
    );
    assert.match(refusals[0]?.err ?? "", /Did you mean greet\?/);
    assert.equal(await repository.tip("main"), tip);
  });

  test("a request is one file on the watched branch, and is followed to its end", async () => {
    const [triggered] = await Promise.all([
      pilotage("trigger", "greet", "--with", "name=Ada", "times=2", "--name", "ada", "--wait"),
      pilotage("trigger", "greet", "--name", "again", "-o", "json").then(async (sent) => {
        assert.equal(JSON.parse(sent.out).path, "runs/again.yaml");
        await requested("ada");
        await daemonOnce();
      }),
    ]);

    assert.equal(triggered.exitCode, 0, triggered.err);
    assert.match(triggered.out, /^Run ada is pushed: runs\/ada\.yaml in /);
    assert.match(triggered.out, /^accepted: starts greet-\d$/m);
    assert.match(triggered.out, /said = "Hi, Ada"/);
    assert.deepEqual(parse((await repository.read("main", "runs/ada.yaml")) ?? "").spec, {
      pipeline: "greet",
      with: { name: "Ada", times: 2 },
    });
  });

  test("a cancel of what has ended has nothing to do, and one of what never was is 1", async () => {
    const [late, never] = await Promise.all([
      pilotage("cancel", "greet-1", "--reason", "too late", "--name", "late", "--wait"),
      pilotage("cancel", "greet-99", "--name", "never", "--wait"),
      Promise.all([requested("late"), requested("never")]).then(daemonOnce),
    ]);

    assert.equal(late.exitCode, 0);
    assert.match(late.out, /^nothing-to-do: greet-1 has ended already/m);
    assert.equal(never.exitCode, 1);
    assert.match(never.out, /^refused: there is no run greet-99$/m);
  });

  test("what the status branch does not know is wrong use, with the name that is near", async () => {
    const { exitCode, err } = await pilotage("status", "gret-1");

    assert.equal(exitCode, 64);
    assert.match(err, /knows no pipeline and no run gret-1\n {2}Did you mean greet-1\?/);
  });

  /** Waits until the request is on the watched branch. */
  async function requested(name: string): Promise<void> {
    while ((await repository.read("main", `runs/${name}.yaml`)) === undefined);
  }
});

test("where there is no Git repository, a plan says so, and what needs one is refused", async () => {
  await using repository = await createTemporaryRepository();
  const folder = repository.folder; // above both

  const plan = await pilotageProcess(folder, ["plan"]);
  const status = await pilotageProcess(folder, ["status"]);

  assert.match(plan.out, /\(it is in no Git repository\)/);
  assert.equal(status.exitCode, 1);
  assert.match(status.err, /is in no Git repository/);
});
