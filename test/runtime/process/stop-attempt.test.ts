import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { describe, test } from "node:test";
import { attemptFolder } from "../../../src/runtime/process/attempt-folder.ts";
import { isArgument } from "../../../src/runtime/process/process-table.ts";
import { anAttempt, ended, until } from "../contract.ts";
import { aProcessRuntime, attempt, commandOf, isRunning, script } from "./a-process-runtime.ts";

/** Enough of them that their shims are met at every step. */
const ATTEMPTS = Array.from({ length: 20 }, (_, index) => anAttempt(index + 1));

const END_OF_TIME = "while :; do sleep 0.01; done";

describe("a running attempt is stopped", () => {
  test("by TERM, which its shim survives to say so", async (t) => {
    const { runtime, started } = await aProcessRuntime(t);
    await started("echo ready; exec sleep 600");

    const { is, exitCode, signal } = await runtime.stop(attempt, 5_000);

    assert.deepEqual({ is, exitCode, signal }, { is: "ended", exitCode: 143, signal: "SIGTERM" });
  });

  test("with the exit code of a program that tidies up at TERM", async (t) => {
    const { runtime, started, log } = await aProcessRuntime(t);
    await started(`trap 'echo bye; exit 9' TERM; echo ready; ${END_OF_TIME}`);

    assert.equal((await runtime.stop(attempt, 5_000)).exitCode, 9);
    assert.match(await log(), /bye\n$/);
  });

  test("by KILL where it ignores TERM for as long as it is given", async (t) => {
    const { runtime, started } = await aProcessRuntime(t);
    await started(`trap '' TERM; echo ready; ${END_OF_TIME}`);
    const before = performance.now();

    const { is, exitCode, signal } = await runtime.stop(attempt, 100);

    assert.deepEqual({ is, exitCode, signal }, { is: "ended", exitCode: undefined, signal: "SIGKILL" });
    assert.ok(performance.now() - before >= 100);
  });

  test("together with what has left its parents", async (t) => {
    const { runtime, started, log } = await aProcessRuntime(t);
    await started("(sleep 600 & echo $!); exec sleep 600");
    const pid = Number.parseInt(await log(), 10);

    await runtime.stop(attempt, 5_000);

    assert.equal(await isRunning(pid), false);
  });

  test("while programs of others go on", async (t) => {
    const { runtime, started } = await aProcessRuntime(t);
    const other = spawn("sleep", ["600"]);
    t.after(() => other.kill("SIGKILL"));
    await started("echo ready; exec sleep 600");

    await runtime.stop(attempt, 5_000);

    assert.equal(await isRunning(other.pid), true);
  });
});

test("a start that comes too late finds nothing to start in, even while the attempt is released", async (t) => {
  const { runtime, dir } = await aProcessRuntime(t);
  for (const key of ATTEMPTS) {
    await Promise.all([runtime.start(commandOf(key, "sleep", "600")), runtime.stop(key, 5_000)]);
    await runtime.release(key);
  }

  assert.deepEqual(await readdir(dir), []);
});

test("attempts that are released while they start are ended", async (t) => {
  const { runtime, dir } = await aProcessRuntime(t);
  for (const key of ATTEMPTS) {
    await runtime.start(commandOf(key, "sleep", "600"));
    await runtime.release(key);
  }

  assert.deepEqual(await readdir(dir), []);
  for (const key of ATTEMPTS) await until(async () => !(await isArgument(attemptFolder(dir, key).path)));
});

test("an attempt that ends leaves nothing behind once it is released", async (t) => {
  const { runtime, log, dir } = await aProcessRuntime(t);
  const stubborn = `trap "" TERM HUP; echo $$; ${END_OF_TIME}`;
  await runtime.start(script(`sh -c '${stubborn}' & while ! [ -s ../log ]; do sleep 0.01; done`));
  await ended(runtime, attempt);
  const pid = Number.parseInt(await log(), 10);
  const before = await isRunning(pid);

  await runtime.release(attempt);

  assert.deepEqual([before, await isRunning(pid)], [true, false]);
  assert.deepEqual(await readdir(dir), []);
});

test("an attempt is released even where it has taken the right to write from its directories", async (t) => {
  const { run, runtime } = await aProcessRuntime(t);
  await run(script("mkdir -p pkg/mod; touch pkg/mod/file; chmod -R a-w pkg"));

  await runtime.release(attempt);

  assert.deepEqual(await runtime.list(), []);
});

test("an attempt whose log grows over the limit is ended", async (t) => {
  const { run } = await aProcessRuntime(t, { maxLogBytes: 100_000 });

  const { is, cause, message, log } = await run(script("exec yes 'all work and no play'"));

  assert.deepEqual({ is, cause }, { is: "ended", cause: "limit" });
  assert.match(message ?? "", /^its log of \d+ bytes is over the limit of 100000$/);
  assert.ok(log.length > 100_000);
});
