import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RunState } from "../../src/run/run-state.ts";
import { phasesOf } from "./a-run.ts";
import { actionStates, changesBy, entriesOf, runStates, type Table } from "./every-phase.ts";

/** Every fact that is not named leaves the phase as it is. */
const action: Table<keyof typeof actionStates> = {
  pending: {
    cancelled: "skipped cancelled",
    "cancelled again": "skipped cancelled",
    "engine failed": "skipped engine-error",
  },
  waiting: {
    "admitted action": "running",
    cancelled: "skipped cancelled",
    "cancelled again": "skipped cancelled",
    "engine failed": "skipped engine-error",
  },
  running: {
    "COMPONENT_START false": "waiting retry",
    cancelled: "cancelled cancelled",
    "cancelled again": "cancelled cancelled",
    "engine failed": "failed engine-error",
  },
  "running, exited with 0": {
    "COMPONENT_START false": "waiting retry",
    "log read": "succeeded",
    cancelled: "cancelled cancelled",
    "cancelled again": "cancelled cancelled",
    "engine failed": "failed engine-error",
  },
  "running, exited with 1": {
    "COMPONENT_START false": "waiting retry",
    "log read": "waiting retry",
    cancelled: "cancelled cancelled",
    "cancelled again": "cancelled cancelled",
    "engine failed": "failed engine-error",
  },
  "between attempts": {
    "time, all due": "waiting limit",
    cancelled: "cancelled cancelled",
    "cancelled again": "cancelled cancelled",
    "engine failed": "failed engine-error",
  },
  "waiting again": {
    "admitted action": "running",
    cancelled: "cancelled cancelled",
    "cancelled again": "cancelled cancelled",
    "engine failed": "failed engine-error",
  },
  succeeded: {},
  failed: {},
  cancelled: {},
  skipped: {},
};

const run: Table<keyof typeof runStates> = {
  queued: {
    "admitted run": "running",
    cancelled: "cancelled cancelled",
    "cancelled again": "cancelled cancelled",
    "engine failed": "failed engine-error",
  },
  running: {
    cancelled: "running cancelled",
    "cancelled again": "running cancelled",
    "engine failed": "failed engine-error",
  },
  "running, failed": {
    "engine failed": "failed engine-error",
  },
  "running, cancelled": {
    "engine failed": "failed engine-error",
  },
  "finally, after a failure": {
    "engine failed": "failed engine-error",
  },
  "finally, after a cancel": {
    cancelled: "cancelled cancelled",
    "cancelled again": "cancelled cancelled",
    "engine failed": "failed engine-error",
  },
  succeeded: {},
  failed: {},
  cancelled: {},
  "cancelled while queued": {},
};

describe("an action that is", () => {
  for (const [phase, state] of entriesOf(actionStates)) {
    test(`${phase}: each fact makes of it what the table says, or leaves it as it is`, () => {
      assert.deepEqual(phaseChanges(state, "unit"), action[phase]);
    });
  }
});

describe("a run that is", () => {
  for (const [phase, state] of entriesOf(runStates)) {
    test(`${phase}: each fact makes of it what the table says, or leaves it as it is`, () => {
      assert.deepEqual(phaseChanges(state, "run"), run[phase]);
    });
  }
});

function phaseChanges(state: RunState, of: "run" | "unit") {
  const before = phasesOf(state)[of];
  return changesBy(state, (next) => (phasesOf(next)[of] === before ? undefined : phasesOf(next)[of]));
}
