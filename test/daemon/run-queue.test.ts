import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import { createRunQueue } from "../../src/daemon/run-queue.ts";
import type { Call, RunEvent } from "../../src/run/run-event.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";
import { quietLog } from "./quiet-log.ts";
import { settle } from "./settle.ts";

const call: Call = {
  attempt: { uid: "u1", run: "release-1", action: "unit", copy: 0, attempt: 1 },
  event: "TASK_START",
  body: {},
  problems: [],
};

test("facts that arrive together share one save, and each hears its own answer", async () => {
  const { queue, saves } = aQueue();

  const answers = await Promise.all([queue.call(call), queue.call(call), queue.post("u1", { type: "time", at: 1 })]);

  assert.deepEqual(answers, ["accepted", "repeated", undefined]);
  assert.deepEqual(saves, [3]);
});

test("a fact that changes nothing is not saved", async () => {
  const { queue, saves } = aQueue({ next: (state) => state });

  await queue.post("u1", { type: "time", at: 1 });

  assert.deepEqual(saves, []);
});

test("a call that cannot be stored is handed back, and the state stays as it was", async () => {
  const { queue } = aQueue({ save: () => Promise.reject(full()) });

  await assert.rejects(queue.call(call), { code: "ledger-broken" });
  assert.equal(queue.states.get("u1")?.revision, 0);
});

test("what we saw ourselves waits for the ledger and is saved when it can be", async () => {
  let broken = true;
  const { queue, clock } = aQueue({ save: () => (broken ? Promise.reject(full()) : Promise.resolve()) });

  const posted = queue.post("u1", { type: "time", at: 1 });
  await settle();
  broken = false;
  clock.step(60_000);
  await posted;

  assert.equal(queue.states.get("u1")?.revision, 2); // the refused one may be there
});

test("what the ledger refused may be in it all the same: the next state is newer than that one", async () => {
  const saved: number[] = [];
  const { queue, clock } = aQueue({
    save: async ([state]) => {
      saved.push(state?.revision ?? 0);
      if (saved.length === 1) throw full(); // its answer was lost
    },
  });

  await assert.rejects(queue.call(call));
  const answered = await queue.call({ ...call, event: "TASK_STATUS" });
  clock.step(60_000);

  assert.equal(answered, "accepted");
  assert.deepEqual(saved, [1, 2]);
});

test("a bug in the core ends the run it belongs to, and no other", async () => {
  const { queue } = aQueue({
    next: (state) => {
      if (state.uid === "u1") throw new Error("a bug");
      return { ...state, revision: state.revision + 1 };
    },
  });

  await Promise.all([queue.post("u1", { type: "time", at: 1 }), queue.post("u2", { type: "time", at: 1 })]);

  assert.deepEqual(
    [...queue.states.values()].map(({ uid, phase }) => [uid, phase]),
    [
      ["u1", "failed"],
      ["u2", "queued"],
    ],
  );
});

test("a call on which the core fails is told that it is closed, and the others hear their own answers", async () => {
  const { queue } = aQueue({
    next: (state, event) => {
      if (event.type === "called" && event.event === "TASK_START") throw new Error("a bug");
      return { ...state, revision: state.revision + 1 };
    },
  });

  const answers = await Promise.all([
    queue.call({ ...call, event: "COMPONENT_START" }),
    queue.call(call),
    queue.call({ ...call, event: "TASK_STATUS" }),
  ]);

  assert.deepEqual(answers, ["accepted", "closed", "repeated"]);
});

test("a call that comes just as its run is forgotten is closed", async () => {
  const { queue } = aQueue();

  const answer = queue.call(call);
  queue.forget(["u1"]);

  assert.equal(await answer, "closed");
});

test("a call for a run that is not there is closed", async () => {
  const { queue } = aQueue();

  assert.equal(await queue.call({ ...call, attempt: { ...call.attempt, uid: "nobody" } }), "closed");
});

/** A queue with two queued runs; the core counts revisions, and a second call is a repeat. */
function aQueue(
  parts: {
    next?: (state: RunState, event: RunEvent) => RunState;
    save?: (states: readonly RunState[]) => Promise<void>;
  } = {},
) {
  const clock = virtualClock(0);
  const saves: number[] = [];
  const queue = createRunQueue({
    core: {
      nextRunState: parts.next ?? ((state) => ({ ...state, revision: state.revision + 1 })),
      answerTo: (state) => (state.revision === 0 ? "accepted" : "repeated"),
      endedByEngine: (state, message, at) => ({
        ...state,
        phase: "failed",
        message,
        endedAt: at,
        stages: {},
        actions: {},
        cancels: [],
        outputs: {},
      }),
    },
    ledger: {
      save:
        parts.save ??
        (async (states) => {
          for (const state of states) saves.push(state.revision);
        }),
    },
    clock,
    random: { fraction: () => 0.5, hex: () => "" },
    log: quietLog,
    saved: () => {},
  });
  queue.add([aRun("u1"), aRun("u2")]);
  return { queue, clock, saves };
}

function aRun(uid: string): RunState {
  return {
    formatVersion: 1,
    uid,
    pipeline: "release",
    number: 1,
    trigger: { type: "change" },
    commit: "5b1c",
    branch: "main",
    repository: "r",
    with: {},
    plan: { definitions: [], inputs: {}, stages: [], finally: [], outputs: {}, group: "release", groupLimit: 1 },
    keyId: "k",
    queuedAt: 0,
    phase: "queued",
    revision: 0,
  };
}

function full(): OperationalError {
  return new OperationalError("ledger-broken", "no space left", { retry: "later" });
}
