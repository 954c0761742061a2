import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import { createPinoLog } from "../../src/daemon/pino-log.ts";

test("a fact is one line of JSON with its level, its time in UTC and its fields", () => {
  const [line] = linesOf((log) => log.info("release-42 running", { uid: "3f9c" }));

  assert.match(String(line?.time), /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.deepEqual({ ...line, time: "" }, { level: "info", time: "", uid: "3f9c", msg: "release-42 running" });
});

test("a refusal says its code and hint without a stack, a bug has one", () => {
  const refusal = new OperationalError("remote-timeout", "no answer", { retry: "later", hint: "wait" });

  const [first, second] = linesOf((log) => {
    log.warn("refused", { error: refusal });
    log.error("failed", { error: new TypeError("a bug") });
  });

  assert.deepEqual(first?.error, { code: "remote-timeout", message: "no answer", hint: "wait" });
  assert.match(JSON.stringify(second?.error), /TypeError: a bug\\n\s+at /);
});

function linesOf(write: (log: ReturnType<typeof createPinoLog>) => void): readonly Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  write(createPinoLog({ write: (line) => void lines.push(JSON.parse(line)) }, false));
  return lines;
}
