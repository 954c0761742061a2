import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allTargets, fuzz } from "./fuzz.ts";
import { reportOf } from "./report.ts";

/** Of this size so that all targets together take about ten seconds; `npm run fuzz` goes on for as long as it is told. */
const SECONDS = 0.8;
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 1e9));

console.log(`fuzzing with seed ${seed}`);

describe(`whatever it is given (seed ${seed}), nothing fails:`, { concurrency: 2 }, () => {
  for (const target of allTargets()) {
    test(target, async () => {
      const [result = assert.fail()] = await fuzz([target], { seed, seconds: SECONDS });

      assert.deepEqual(result.failures, [], reportOf(result));
    });
  }
});
