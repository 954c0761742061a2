import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import { createDueRuns, type Round } from "../../src/daemon/due-runs.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { aRun, running } from "../ledger/run-fixture.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";

test("a round that is composed again says what happened meanwhile too, each run as it stands by then", () => {
  const { due, put } = someDueRuns();
  const round: Round = new Map();
  put(running(aRun(1), 2)); // written a moment later
  put(ended(aRun(2), 5));
  due.join(round, false);
  const first = revisionsOf(round);

  put(ended(aRun(1), 6));
  put(ended(aRun(3), 7));
  due.join(round, false);

  assert.deepEqual(first, { 2: 5 });
  assert.deepEqual(revisionsOf(round), { 1: 6, 2: 5, 3: 7 });
  assert.equal(due.next(), Number.POSITIVE_INFINITY);
});

test("with a look goes every run that was never written, and no other before its time", () => {
  const { due, put } = someDueRuns();
  const first: Round = new Map();
  put(running(aRun(1), 2));
  due.join(first, true);
  put(running(aRun(1), 3));
  put(running(aRun(2), 2));
  const next: Round = new Map();
  due.join(next, true);

  assert.deepEqual([revisionsOf(first), revisionsOf(next)], [{ 1: 2 }, { 2: 2 }]);
});

test("more runs than one commit takes are told in the order in which they ended, before those that go on", () => {
  const { due, put, clock } = someDueRuns();
  const round: Round = new Map();
  put(running(aRun(999), 2));
  for (let number = 150; number >= 1; number--) put(ended(aRun(number), 5, 1_000 + number));
  clock.at(2_000, () => {});
  clock.step(2_000);

  due.join(round, false);

  const numbers = Array.from(round.values(), ({ number }) => number);
  assert.deepEqual(
    numbers,
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
});

test("what a refused round held is due again at once, with what fell due meanwhile", () => {
  const { due, put } = someDueRuns();
  const refused: Round = new Map();
  put(ended(aRun(1), 5));
  due.join(refused, false);
  put(ended(aRun(2), 5));

  due.putBack(refused, new OperationalError("remote-unreachable", "no remote", { retry: "later" }));
  const next: Round = new Map();
  due.join(next, false);

  assert.deepEqual(revisionsOf(next), { 1: 5, 2: 5 });
});

test("nothing joins a run that a bug may be about", () => {
  const { due, put, clock } = someDueRuns();
  const odd: Round = new Map();
  put(ended(aRun(1), 5));
  due.join(odd, false);
  due.putBack(odd, new TypeError("x is undefined"));
  const alone: Round = new Map();
  due.join(alone, false);
  put(ended(aRun(2), 5));

  due.join(alone, false);

  assert.deepEqual(revisionsOf(alone), { 1: 5 });
  assert.equal(due.next(), clock.now());
});

function someDueRuns() {
  const clock = virtualClock(0);
  const states = new Map<string, RunState>();
  const due = createDueRuns(clock, { fraction: () => 1, hex: () => "" }, states);
  const put = (state: RunState) => {
    states.set(state.uid, state);
    due.changed(state);
  };
  return { due, clock, put };
}

function ended(run: RunState & { readonly phase: "queued" }, revision: number, endedAt = 0): RunState {
  return { ...run, revision, phase: "succeeded", endedAt, stages: {}, actions: {}, cancels: [], outputs: {} };
}

function revisionsOf(round: Round): Readonly<Record<number, number>> {
  return Object.fromEntries(Array.from(round.values(), ({ number, revision }) => [number, revision]));
}
