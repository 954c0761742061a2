import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { suite, test } from "node:test";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { until } from "../fixtures/until.ts";
import { portOf, runOnce, startDaemon } from "./a-daemon.ts";
import { inPlace, nodeScript, pipelineOf, pipelineOfOne, waitsFor } from "./definitions.ts";
import { ended, recorded, verdictOf, verdictsOf } from "./recorded.ts";

suite("a daemon that ends and starts again", { concurrency: true }, () => {
  test("leaves running attempts alone when it is asked to end, and takes them up again with their exit codes", async () => {
    await using repository = await createTemporaryRepository();
    const file = (name: string) => join(repository.folder, name);
    const work = (name: string, code: number) => ({
      script: `> '${file(`${name}-begun`)}'; ${waitsFor(file(name))}; > '${file(`${name}-done`)}'; exit ${code}`,
    });
    const stages = [
      { name: "only", failFast: false, actions: inPlace({ meanwhile: work("a", 7), after: work("b", 0) }) },
    ];
    await repository.commit({
      "pipelines/long.yaml": pipelineOf("long", { stages, finally: inPlace({ last: { script: "true" } }) }),
    });
    await using daemon = startDaemon(repository);
    await until("both have begun", () => existsSync(file("a-begun")) && existsSync(file("b-begun")));

    await daemon.stop();
    await writeFile(file("a"), "");
    await until("one has ended while nobody looked", () => existsSync(file("a-done")));
    await using _ = startDaemon(repository);
    await writeFile(file("b"), "");
    const { run, action } = await ended(repository, "long-1");

    assert.equal(await daemon.ended, 0);
    assert.deepEqual(
      [verdictOf(run("long-1")), verdictsOf(run("long-1"))],
      ["failed exit-code", { meanwhile: "failed exit-code", after: "succeeded", last: "succeeded" }],
    );
    assert.deepEqual(
      ["meanwhile", "after"].map((name) => action("long-1", name).attempts?.map(({ exitCode }) => exitCode)),
      [[7], [0]],
    );
  });

  test("keeps its port, so that calls of running components arrive at the next one", async () => {
    await using repository = await createTemporaryRepository();
    const [begun, gate] = [join(repository.folder, "begun"), join(repository.folder, "gate")];
    const caller = nodeScript(`
      const { existsSync, writeFileSync } = require("node:fs");
      const { setTimeout } = require("node:timers/promises");
      const before = await call("TASK_START");
      writeFileSync("${begun}", "");
      while (!existsSync("${gate}")) await setTimeout(20);
      const { CO_DATA, EVENT_DATA_URL } = process.env;
      const data = await (await fetch(EVENT_DATA_URL)).text();
      await call("TASK_RESULT", { status: true, output: { before, same: data === CO_DATA } });
      await call("COMPONENT_STOP");`);
    const outputs = { before: { type: "integer" as const }, same: { type: "boolean" as const } };
    await repository.commit({
      "pipelines/caller.yaml": pipelineOfOne("caller", { work: { script: caller, outputs } }),
    });
    await using daemon = startDaemon(repository);
    await until("it has called", () => existsSync(begun));
    const port = await portOf(join(repository.folder, "state"));

    await daemon.stop();
    await using next = startDaemon(repository);
    await until("the next one listens", () =>
      next.get("/healthz").then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
    await writeFile(gate, "");
    const { phases, action } = await ended(repository, "caller-1");

    assert.equal(await portOf(join(repository.folder, "state")), port);
    assert.deepEqual(phases, { "caller-1": "succeeded" });
    assert.deepEqual(action("caller-1", "work").outputs, { before: 200, same: true });
  });

  test("finds attempts lost that ended with the machine, and tries them again where that is asked for", async () => {
    await using repository = await createTemporaryRepository();
    const group = join(repository.folder, "group");
    const script = `[ "$CO_ATTEMPT" = 2 ] && exit 0; cut -d' ' -f5 "/proc/$$/stat" > '${group}.new'; mv '${group}.new' '${group}'; sleep 600`;
    const retry = { limit: 1, backoff: "100ms", on: ["lost" as const] };
    await repository.commit({
      "pipelines/again.yaml": pipelineOfOne("again", { work: { script, retry } }),
      "pipelines/once.yaml": pipelineOfOne("once", { work: { script: script.replaceAll(group, `${group}-2`) } }),
    });
    await using daemon = startDaemon(repository);
    await until("both have begun", () => existsSync(group) && existsSync(`${group}-2`));

    await daemon.kill();
    for (const file of [group, `${group}-2`]) process.kill(-Number(await readFile(file, "utf8")), "SIGKILL");
    await using _ = startDaemon(repository);
    const { run, action } = await ended(repository, "again-1", "once-1");

    assert.deepEqual(
      ["again-1", "once-1"].map((name) => verdictOf(run(name))),
      ["succeeded", "failed lost"],
    );
    assert.deepEqual(
      action("again-1", "work").attempts?.map(({ phase, reason }) => [phase, reason]),
      [
        ["failed", "lost"],
        ["succeeded", undefined],
      ],
    );
  });

  test("does not start where its port is taken, for components of active runs would call a stranger", async () => {
    await using repository = await createTemporaryRepository({
      "pipelines/quick.yaml": pipelineOfOne("quick", { say: { script: "true" } }),
    });
    await runOnce(repository);
    const port = await portOf(join(repository.folder, "state"));
    const stranger = createServer();
    await new Promise<void>((listening) => stranger.listen(port, "127.0.0.1", listening));

    const { code, output } = await runOnce(repository);
    stranger.close();

    assert.equal(code, 1);
    assert.match(output, new RegExp(`^pilotage: port ${port} of 127.0.0.1 is taken`, "m"));
  });

  test("with --once exits with 1 where something stayed unrecorded, and records it the next time", async () => {
    await using repository = await createTemporaryRepository({
      "pipelines/quick.yaml": pipelineOfOne("quick", { say: { script: "true" } }),
    });
    await runOnce(repository);
    await repository.commit({ "pipelines/late.yaml": pipelineOfOne("late", { say: { script: "true" } }) });
    await repository.hook("pre-receive", "exit 1");

    const blocked = await runOnce(repository);
    const before = await recorded(repository);
    await rm(join(repository.path, "hooks/pre-receive"));
    const { code } = await runOnce(repository);
    const after = await recorded(repository);

    assert.deepEqual([blocked.code, code], [1, 0]);
    assert.deepEqual(before.phases, { "quick-1": "succeeded" });
    assert.deepEqual(after.phases, { "late-1": "succeeded", "quick-1": "succeeded" });
  });
});
