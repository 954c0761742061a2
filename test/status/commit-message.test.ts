import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { aFailedRun, aQueuedRun, aRunningRun, aSucceededRun } from "./a-run.ts";
import { aStatusInputWith, renderOn } from "./a-tip.ts";

describe("the message of a commit", () => {
  const messageOf = (input: ReturnType<typeof aStatusInputWith>) => {
    const rendered = renderOn(new Map(), input);
    return rendered.is === "change" ? rendered.message : rendered.is;
  };

  test("says of one run how it went and why", () => {
    assert.equal(
      messageOf(aStatusInputWith(aFailedRun())),
      `release-42 failed: unit exit-code\n\nPilotage-Run: release-42\nPilotage-Commit: ${"5b1c".repeat(10)}\n`,
    );
  });

  test("names the worst of many runs", () => {
    const runs = [
      aSucceededRun({ number: 1 }),
      aQueuedRun({ number: 2 }),
      aFailedRun({ number: 3 }),
      aRunningRun({ number: 4 }),
    ];

    assert.equal(
      messageOf(aStatusInputWith(aQueuedRun(), { runs })).split("\n")[0],
      "4 runs: release-3 failed, release-1 succeeded, release-4 running, …",
    );
  });

  test("names the pipeline where nothing ran", () => {
    assert.equal(messageOf(aStatusInputWith(aQueuedRun(), { runs: [] })).split("\n")[0], "release: active");
  });
});
