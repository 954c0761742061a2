import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { createTemporaryFolder } from "../fixtures/temporary-folder.ts";
import { fuzzTarget } from "./fuzz-target.ts";

const targets = join(import.meta.dirname, "planted");

/** Fuzzes a planted target until it has failed as often; each failure as what it did and the input that is kept of it. */
async function failuresOf(target: string, { mostFailures = 1, patienceMs = 60_000 } = {}): Promise<readonly string[]> {
  await using corpus = await createTemporaryFolder();
  const bounds = { seed: 7, seconds: 60, patienceMs, mostFailures };
  const { failures } = await fuzzTarget(target, { ...bounds, targets, corpus: corpus.path });
  return failures.map(({ did, path }) => `${did} ${readFileSync(path, "latin1")}`).sort();
}

describe("what is planted is found, and its input kept:", { concurrency: true }, () => {
  test("an exception, by way of inputs that reach more and more code", async () =>
    assert.deepEqual(await failuresOf("throw"), ["throw bug!"]));

  test("an input that takes more than a second", async () =>
    assert.deepEqual(await failuresOf("take-long"), ["take-long 42"]));

  test("an input that never ends", async () =>
    assert.deepEqual(await failuresOf("hang", { patienceMs: 8_000 }), ["hang 42"]));

  test("an input that takes more than 256 MiB, and one that takes all there is", async () =>
    assert.deepEqual(await failuresOf("take-memory", { mostFailures: 2 }), ["take-memory 42", "take-memory 43"]));
});

test("kept inputs are read first, and one that still fails stays as it is", async () => {
  await using corpus = await createTemporaryFolder({ "throw/once-failed": "bug! and more" });

  const { failures, inputs } = await fuzzTarget("throw", { seed: 7, seconds: 0, targets, corpus: corpus.path });

  assert.equal(inputs, 1);
  assert.deepEqual(
    failures.map(({ path }) => path),
    [join(corpus.path, "throw/once-failed")],
  );
});
