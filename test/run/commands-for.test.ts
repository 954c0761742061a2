import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { commandsFor } from "../../src/run/commands-for.ts";
import { isFinished } from "../../src/run/is-finished.ts";
import { openAttempts } from "../../src/run/open-attempts.ts";
import {
  aPlan,
  aQueuedRun,
  aRunWith,
  called,
  cancelled,
  exited,
  keyOf,
  logRead,
  play,
  ran,
  released,
  running,
  seen,
  time,
  wants,
} from "./a-run.ts";

const created = aRunWith({ attemptTimeoutMs: 1_000 });
const started = play(created, running("unit", 10));
const sealed = play(started, called("unit", "TASK_RESULT", 20), called("unit", "COMPONENT_STOP", 30));

describe("what is to be done about an attempt", () => {
  test("is named by run, action, copy, attempt and kind", () => {
    assert.deepEqual(commandsFor(created), [
      { type: "start", key: "release-42/unit/0/1/start", attempt: keyOf(created.uid, "unit") },
    ]);
  });

  test("is nothing for a queued run", () => {
    assert.deepEqual(commandsFor(aQueuedRun(aPlan({}))), []);
  });

  test("is to start it until something is seen of it", () => {
    assert.deepEqual(wants(play(created, seen("unit", { is: "starting" }, 10))), []);
    assert.deepEqual(wants(play(created, called("unit", "COMPONENT_START", 10))), []);
    assert.deepEqual(wants(started), []);
  });

  test("is to start it again where the runtime turns out to have nothing of it", () => {
    const state = play(created, seen("unit", { is: "starting" }, 10), seen("unit", { is: "absent" }, 20));

    assert.deepEqual(wants(state), ["unit/0/1/start"]);
  });

  test("is not to start it again once it has run: then it is lost", () => {
    const state = play(started, seen("unit", { is: "absent" }, 20));

    assert.deepEqual(wants(state), ["unit/0/1/readLog"]);
    assert.deepEqual(wants(play(started, seen("unit", { is: "absent" }, 5))), [], "a look from before its start");
  });

  test("is a look where it is overdue", () => {
    assert.deepEqual(wants(play(started, time(1_010))), ["unit/0/1/observe"]);
  });

  test("is to stop it within a second where it has said that it stopped, else within its own stopGrace", () => {
    const [afterStop] = commandsFor(sealed);
    const [afterCancel] = commandsFor(play(started, cancelled(20)));

    assert.ok(afterStop?.type === "stop" && afterStop.graceMs === 1_000);
    assert.ok(afterCancel?.type === "stop" && afterCancel.graceMs === 10_000);
  });

  test("is to stop even what was never seen, because its start may be under way", () => {
    assert.deepEqual(wants(play(created, cancelled(5))), ["unit/0/1/stop"]);
  });

  test("is to read its log once it has stopped, and then to release it, one after the other", () => {
    const stopped = play(sealed, exited("unit", 0, 40));
    assert.deepEqual(wants(stopped), ["unit/0/1/readLog"]);

    const read = play(stopped, logRead("unit", 50));
    assert.deepEqual(wants(read), ["unit/0/1/release"]);

    assert.deepEqual(wants(play(read, released("unit", 60))), []);
  });

  test("is to release at once what was stopped before it could start", () => {
    assert.deepEqual(wants(play(created, cancelled(5), seen("unit", { is: "gone" }, 10))), ["unit/0/1/release"]);
  });

  test("is still to stop it where it is only absent: a start may be under way until it is barred", () => {
    assert.deepEqual(wants(play(created, cancelled(5), seen("unit", { is: "absent" }, 10))), ["unit/0/1/stop"]);
  });

  test("is not to release what waits for its verdict", () => {
    assert.deepEqual(wants(play(started, exited("unit", 0, 20))), ["unit/0/1/readLog"]);
  });
});

describe("a run is finished", () => {
  test("once it has ended and nothing is left of its attempts", () => {
    const ended = play(created, ...ran("unit", 0, 10));

    assert.equal(isFinished(started), false);
    assert.equal(isFinished(ended), false);
    assert.equal(isFinished(play(ended, released("unit", 20))), true);
  });

  test("at once where it was cancelled while it was queued", () => {
    assert.equal(isFinished(play(aQueuedRun(aPlan({})), cancelled(10))), true);
  });
});

test("after a restart those attempts are looked at that went on when they were last seen", () => {
  const key = [keyOf(created.uid, "unit")];

  assert.deepEqual(openAttempts(aQueuedRun(aPlan({}))), []);
  assert.deepEqual(openAttempts(created), [], "it is started");
  assert.deepEqual(openAttempts(play(created, seen("unit", { is: "starting" }, 10))), key);
  assert.deepEqual(openAttempts(started), key);
  assert.deepEqual(openAttempts(sealed), key);
  assert.deepEqual(openAttempts(play(started, exited("unit", 0, 20))), []);
});
