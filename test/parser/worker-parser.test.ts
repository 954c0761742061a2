import assert from "node:assert/strict";
import { test } from "node:test";
import { createWorkerParser } from "../../src/parser/worker/worker-parser.ts";
import { testParser } from "./contract.ts";

testParser("in worker threads", () => createWorkerParser({ atOnceCharacters: 0 }));
testParser("in worker threads, small texts at once", createWorkerParser);

test("a thread is started only for what is worth one", async (t) => {
  let started = 0;
  const count = () => {
    started += 1;
  };
  process.on("worker", count);
  t.after(() => process.off("worker", count));
  const parser = createWorkerParser({ atOnceCharacters: 30 });
  t.after(() => parser.close());
  const blob = (text: string) => ({ blob: "b", text });

  await parser.parse([blob("kind: Component"), blob("kind: Pipeline")]);
  assert.equal(started, 0);
  await parser.parse([blob("kind: Component"), blob("kind: Component ")]);
  assert.equal(started, 1);
});
