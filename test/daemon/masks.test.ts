import assert from "node:assert/strict";
import { test } from "node:test";
import { createMasks } from "../../src/daemon/masks.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { anAction, aPlan, aQueuedRun, aStage } from "../run/a-run.ts";

const secret = (key: string) => ({ secret: { name: "forge", key } });
const run: RunState = aQueuedRun(
  aPlan({
    stages: [aStage("one", [anAction("unit", { env: { A: secret("a") }, component: { env: { B: secret("b") } } })])],
  }),
);

test("the secrets of pipelines and of components are hidden", async () => {
  const masks = createMasks({ value: async ({ key }) => `secret-${key}` });

  assert.equal((await masks.of(run)).text("secret-a secret-b secret-c"), "*** *** secret-c");
});

test("a value that was changed stays hidden beside the new one", async () => {
  let value = "old-value";
  const masks = createMasks({ value: async () => value });
  await masks.refresh(run);
  value = "new-value";
  await masks.refresh(run);

  assert.equal((await masks.of(run)).text("old-value new-value"), "*** ***");
});

test("a value that was read while another one could not be is hidden as soon as all can", async () => {
  let unreadable = "";
  let value = "old-value";
  const masks = createMasks({
    value: async ({ key }) => {
      if (key === unreadable) throw new Error("not readable");
      return key === "a" ? value : "another";
    },
  });
  await masks.refresh(run);
  [value, unreadable] = ["new-value", "b"];
  await assert.rejects(masks.refresh(run));
  unreadable = "";
  await masks.refresh(run);

  assert.equal((await masks.of(run)).text("new-value"), "***");
});
