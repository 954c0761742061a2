import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { describe, type TestContext, test } from "node:test";
import { promisify } from "node:util";
import type { Worker } from "node:worker_threads";
import type { TaskResult } from "../../src/parser/worker/task.ts";
import { createWorkerPool, type PoolOptions } from "../../src/parser/worker/worker-pool.ts";

const ROGUE = new URL("./rogue-worker.ts", import.meta.url);

/** Runs texts in a pool of rogue threads; what comes back are their names, or why they failed. */
function aPool(t: TestContext, options: Partial<PoolOptions> = {}) {
  const failed = (_: unknown, why: string): TaskResult => ({
    type: "located",
    diagnostics: [{ file: "", code: "failed", message: why }],
  });
  const pool = createWorkerPool({
    program: ROGUE,
    workers: 2,
    batchLimitMs: 10_000,
    idleMs: 1_000,
    failed,
    ...options,
  });
  t.after(() => pool.close());
  const run = async (...texts: readonly string[]) => {
    const results = await pool.run(texts.map((text) => ({ type: "parse", blob: text, text })));
    return results.map((result) => (result.type === "parsed" ? result.file.blob : result.diagnostics[0]?.message));
  };
  return { run, close: pool.close };
}

describe("a text on which a thread", () => {
  const fates: readonly (readonly [what: string, text: string, why: RegExp, options?: Partial<PoolOptions>])[] = [
    ["throws", "throw", /^no$/],
    ["ends", "exit", /^the thread ended$/],
    ["hangs", "hang", /^it took longer than 0.5 s$/, { batchLimitMs: 500 }],
    ["runs out of memory", "hoard", /memory/],
  ];
  for (const [what, text, why, options] of fates) {
    test(`${what} fails, and the others do not`, async (t) => {
      const { run } = aPool(t, options);

      const [before, culprit, ...after] = await run("a", text, "b", "c");

      assert.match(culprit ?? "", why);
      assert.deepEqual([before, ...after], ["a", "b", "c"]);
      assert.deepEqual(await run("d"), ["d"]);
    });
  }

  test("works is not given up because the whole process stood still", async (t) => {
    const { run } = aPool(t, { batchLimitMs: 2_000 });
    await run("a");

    const resting = run("rest");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);

    assert.deepEqual(await resting, ["rest"]);
  });

  test("comes to nothing fails among many that do too", async (t) => {
    const { run } = aPool(t);
    const texts = Array.from({ length: 100 }, (_, index) => (index % 10 === 5 ? "throw" : `t${index}`));

    assert.deepEqual(
      await run(...texts),
      texts.map((text) => (text === "throw" ? "no" : text)),
    );
  });
});

test("a thread that does not start is an error", async (t) => {
  const { run } = aPool(t, { program: new URL("./no-such-file.ts", import.meta.url) });

  await assert.rejects(run("a"), /a thread of the parser did not start: Cannot find module/);
});

test("a thread that cannot even be made is an error of those who wait for it, and of nobody else", async (t) => {
  const { run, close } = aPool(t, { program: new URL("http://nowhere/") });

  await assert.rejects(run(...new Array(100).fill("a")), /a thread of the parser did not start: The URL must be/);
  await close();
});

test("threads end when they have had no work for a while, and start again for the next", async (t) => {
  const { run } = aPool(t, { idleMs: 1 });
  const started: Promise<[Worker]> = once(process, "worker") as never;
  await run("a");
  const [worker] = await started;

  await once(worker, "exit");

  assert.deepEqual(await run("b"), ["b"]);
});

test("a small question starts one thread, a large one no more than allowed", async (t) => {
  const { run } = aPool(t);
  let threads = 0;
  const count = () => {
    threads++;
  };
  process.on("worker", count);
  t.after(() => process.off("worker", count));

  await run("a", "b");
  const forSmall = threads;
  await run(...Array.from({ length: 200 }, (_, index) => `t${index}`));

  assert.deepEqual([forSmall, threads], [1, 2]);
});

test("a pool that is closed while it works rejects the question", async (t) => {
  const { run, close } = aPool(t);
  const rejected = assert.rejects(run("hang", ...new Array(100).fill("a")), /the parser was closed/);

  await close();

  await rejected;
  await assert.rejects(run("a"), /the parser was closed/);
});

test("a process ends although nobody closed its parser", async () => {
  const parser = JSON.stringify(new URL("../../src/parser/worker/worker-parser.ts", import.meta.url).href);
  const program = `
    import { createWorkerParser } from ${parser};
    console.log((await createWorkerParser().parse([{ blob: "a", text: "" }])).length);
  `;

  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    timeout: 30_000,
  });

  assert.equal(stdout, "1\n");
});
