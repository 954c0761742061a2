import assert from "node:assert/strict";
import { test } from "node:test";
import { readPipelineStatus } from "../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../src/status/read-run-status.ts";
import { latestWritten, NOTHING_WRITTEN, type Written } from "../../src/status/written.ts";
import { aFailedRun, aQueuedRun, aRunningRun, aSucceededRun } from "./a-run.ts";
import { aStatusInputWith, renderOn, written } from "./a-tip.ts";

for (const run of [aQueuedRun(), aRunningRun(), aSucceededRun(), aFailedRun()]) {
  test(`what is kept of a ${run.phase} run's files is what reading them gives, in the same order`, () => {
    const rendered = renderOn(written(new Map(), aStatusInputWith(aQueuedRun({ number: 41 }))), aStatusInputWith(run));

    assert.ok(rendered.is === "change");
    const { runs, pipelines } = rendered.written;
    assert.deepEqual([runs.size, pipelines.size], [1, 1]);
    for (const [text, status] of runs) assert.equal(JSON.stringify(status), JSON.stringify(readRunStatus(text)));
    for (const [text, status] of pipelines)
      assert.equal(JSON.stringify(status), JSON.stringify(readPipelineStatus(text)));
  });
}

test("only the latest are kept", () => {
  const one = (text: string): Written => ({ ...NOTHING_WRITTEN, runs: new Map([[text, {} as never]]) });
  let all = NOTHING_WRITTEN;
  for (let number = 1; number <= 500; number++) all = latestWritten(all, one(`${number}`));

  assert.deepEqual([all.runs.size, [...all.runs.keys()].at(0), [...all.runs.keys()].at(-1)], [200, "301", "500"]);
});
