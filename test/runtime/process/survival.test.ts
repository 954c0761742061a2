import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, test } from "node:test";
import { ended, until } from "../contract.ts";
import { aProcessRuntime, attempt, isRunning, type ProcessRuntimeBench, script, shimPid } from "./a-process-runtime.ts";

describe("an attempt outlives the daemon that has started it:", () => {
  /** Another process starts the attempt and is killed at once; the attempt goes on to run. */
  async function startByAnother({ dir, runtime }: ProcessRuntimeBench, text: string): Promise<void> {
    const line = [join(import.meta.dirname, "start-and-wait.ts"), dir, text];
    const daemon = spawn(process.execPath, line, { stdio: ["ignore", "pipe", "inherit"] });
    await once(createInterface(daemon.stdout), "line");
    daemon.kill("SIGKILL");
    await once(daemon, "exit");
    await until(async () => (await runtime.observe(attempt)).is === "running");
  }

  const goOn = ({ folder }: ProcessRuntimeBench) => writeFile(join(folder, "work/go"), "");

  test("it goes on, and its end is noticed by the next one", async (t) => {
    const bench = await aProcessRuntime(t);
    await startByAnother(bench, "while ! [ -e go ]; do sleep 0.01; done; echo went; exit 7");
    await goOn(bench);

    const { exitCode } = await ended(bench.runtime, attempt);

    assert.equal(exitCode, 7);
    assert.equal(await bench.log(), "went\n");
  });

  test("its end is noticed by the folder alone", async (t) => {
    const bench = await aProcessRuntime(t, { lookEveryMs: 3_600_000 });
    await startByAnother(bench, "while ! [ -e go ]; do sleep 0.01; done; exit 7");
    const end = ended(bench.runtime, attempt);
    await goOn(bench);

    assert.equal((await end).exitCode, 7);
  });

  test("it is not started a second time", async (t) => {
    const bench = await aProcessRuntime(t);
    await startByAnother(bench, "echo ran; while ! [ -e go ]; do sleep 0.01; done");
    await goOn(bench);

    await bench.runtime.start(script("echo ran"));
    await ended(bench.runtime, attempt);

    assert.equal(await bench.log(), "ran\n");
  });

  test("it can be stopped by the next one", async (t) => {
    const bench = await aProcessRuntime(t);
    await startByAnother(bench, "exec sleep 600");

    assert.equal((await bench.runtime.stop(attempt, 5_000)).signal, "SIGTERM");
  });

  test("its log stays limited", async (t) => {
    const bench = await aProcessRuntime(t, { maxLogBytes: 10_000 });
    await startByAnother(bench, "while :; do echo x; done");

    assert.equal((await ended(bench.runtime, attempt)).cause, "limit");
  });
});

test("an attempt whose exit code cannot be written down is waited for until it can", async (t) => {
  const { runtime, folder } = await aProcessRuntime(t);
  await runtime.start(script("ln -s nowhere/at-all ../exit; exit 7"));
  await until(() =>
    lstat(join(folder, "exit")).then(
      () => true,
      () => false,
    ),
  );
  assert.equal((await runtime.observe(attempt)).is, "running");
  await rm(join(folder, "exit"));

  const { exitCode } = await ended(runtime, attempt);

  assert.equal(exitCode, 7);
});

for (const file of ["log", "process"]) {
  test(`an attempt whose ${file} cannot be written waits until it can, and runs then`, async (t) => {
    const { runtime, folder, log } = await aProcessRuntime(t);
    await mkdir(folder, { recursive: true });
    await symlink("nowhere/at-all", join(folder, file));
    await runtime.start(script("echo ran; exit 7"));
    await until(async () => (await runtime.observe(attempt)).is === "starting");
    await rm(join(folder, file));

    const { exitCode } = await ended(runtime, attempt);

    assert.deepEqual([exitCode, await log()], [7, "ran\n"]);
  });
}

test("an attempt that may have run before the machine was started anew is lost, not started again", async (t) => {
  const { runtime, folder, run } = await aProcessRuntime(t);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "boot"), "00000000-0000-0000-0000-000000000000\n");

  const { is, cause, log } = await run(script("echo ran"));

  assert.deepEqual({ is, cause, log }, { is: "ended", cause: "lost", log: "" });
  assert.equal((await runtime.stop(attempt, 0)).cause, "lost");
});

describe("an attempt is lost", () => {
  test("where its shim is killed", async (t) => {
    const { runtime, started, folder } = await aProcessRuntime(t);
    await started("echo ready; exec sleep 600");
    process.kill(await shimPid(folder), "SIGKILL");

    const { is, cause, startedAt } = await ended(runtime, attempt);

    assert.deepEqual({ is, cause }, { is: "ended", cause: "lost" });
    assert.ok(startedAt !== undefined);
  });

  test("where its shim never came to say who it is", async (t) => {
    const { runtime, folder } = await aProcessRuntime(t);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "started"), "");

    assert.equal((await runtime.observe(attempt)).cause, "lost");
    assert.equal((await runtime.stop(attempt, 0)).cause, "lost");
  });

  test("where the shim could not write the exit code to its end", async (t) => {
    const { runtime, run, folder } = await aProcessRuntime(t);
    await run(script("exit 0"));
    await writeFile(join(folder, "exit"), "");

    assert.equal((await runtime.observe(attempt)).cause, "lost");
  });

  for (const [what, change] of [
    ["the number of its process is another one's now", (line: string) => line.replace(/\d+$/, "1")],
    ["the machine has started anew", (line: string) => line.replace(/^\S+/, "00000000-0000-0000-0000-000000000000")],
  ] as const) {
    test(`where ${what}, and that process is left alone`, async (t) => {
      const { runtime, started, folder } = await aProcessRuntime(t);
      await started("echo ready; exec sleep 600");
      const pid = await shimPid(folder);
      const file = join(folder, "process");
      const line = await readFile(file, "utf8");
      const upToStartTime = line.split(" ").slice(0, 23).join(" ");
      await writeFile(file, `${change(upToStartTime)}\n`);

      const stopped = await runtime.stop(attempt, 0);

      assert.equal(stopped.cause, "lost");
      assert.equal(await isRunning(pid), true);
      await writeFile(file, line);
    });
  }
});
