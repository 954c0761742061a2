import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import { createCarryOut } from "../../src/daemon/carry-out.ts";
import { createMasks } from "../../src/daemon/masks.ts";
import { commandsFor } from "../../src/run/commands-for.ts";
import { nextRunState } from "../../src/run/next-run-state.ts";
import type { Observation } from "../../src/run/run-event.ts";
import type { RunState } from "../../src/run/run-state.ts";
import type { Runtime } from "../../src/runtime/port.ts";
import { aRunWith, attemptOf, keyOf, phasesOf, play, running, sealOf } from "../run/a-run.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";
import { quietLog } from "./quiet-log.ts";
import { passTime } from "./settle.ts";

const ended: Observation = { is: "ended", exitCode: 3, endedAt: 100 };

test("a start that is refused for now is tried again, with longer and longer pauses", async () => {
  const times: number[] = [];
  const { carryOut, clock, state } = aCarryOut(aRunWith(), {
    async start() {
      times.push(clock.now());
      if (times.length < 4) throw later();
      return { is: "running", startedAt: clock.now() };
    },
  });

  carryOut.follow(state());
  await passTime(clock, 60_000);

  assert.deepEqual(times, [0, 500, 1_500, 3_500]);
  assert.equal(attemptOf(state()).startedAt, 3_500);
});

test("a start that is refused for good is the end of the attempt", async () => {
  const { carryOut, clock, state } = aCarryOut(aRunWith(), {
    start: () => Promise.reject(new OperationalError("no-shell", "there is no sh", { retry: "never" })),
  });

  carryOut.follow(state());
  await passTime(clock, 1_000);

  assert.equal(attemptOf(state()).exit?.cause, "start-failed");
});

test("a start is failed, and not tried again, where what the author gave fits no environment", async () => {
  const tooLarge = { LOG: { value: "x".repeat(65_537) } };
  const { carryOut, clock, state } = aCarryOut(aRunWith({ env: tooLarge }), { release: async () => {} });

  carryOut.follow(state());
  await passTime(clock, 1_000);

  assert.equal(phasesOf(state()).unit, "failed start-failed");
  assert.match(attemptOf(state()).seal?.message ?? "", /^LOG is over 64 KiB/);
});

test("what is no longer wanted is not tried again", async () => {
  let stops = 0;
  const { carryOut, clock, state, set } = aCarryOut(aRunWith(), {
    async start() {
      stops += 1;
      throw later();
    },
  });

  carryOut.follow(state());
  await passTime(clock, 100);
  set(play(state(), running("unit", 100)));
  await passTime(clock, 60_000);

  assert.equal(stops, 1);
});

test("an end that is told of once is seen, though the first look at it is refused", async () => {
  let looks = 0;
  const { carryOut, clock, state } = aCarryOut(play(aRunWith(), running("unit", 0)), {
    async observe() {
      looks += 1;
      if (looks === 1) throw later();
      return ended;
    },
    async *logs() {},
    release: async () => {},
  });

  carryOut.lookAt(keyOf(state().uid, "unit"));
  await passTime(clock, 60_000);

  assert.equal(looks, 2);
  assert.equal(sealOf(state()), "failed exit-code");
  assert.equal(attemptOf(state()).released, true);
});

test("a log that cannot be read now is read later, for its outputs decide; one that never can be holds up no run", async () => {
  const logs = (refusals: number) => {
    let times = 0;
    return async function* () {
      if (++times <= refusals) throw later();
      yield Buffer.from("[COUT] said = 1\n");
    };
  };
  const sealAfter = async (refusals: number) => {
    const first = play(
      aRunWith({ component: { outputs: { said: { schema: { type: "integer" }, optional: false } } } }),
      running("unit", 0),
    );
    const { carryOut, clock, state } = aCarryOut(first, {
      observe: async () => ({ ...ended, exitCode: 0 }),
      logs: logs(refusals),
      release: async () => {},
    });
    carryOut.lookAt(keyOf(state().uid, "unit"));
    await passTime(clock, 600_000);
    return sealOf(state());
  };

  assert.deepEqual(await Promise.all([sealAfter(3), sealAfter(1_000)]), ["succeeded", "failed bad-output"]);
});

test("a look asked for while another one is under way is taken after it", async () => {
  const answers: ((observation: Observation) => void)[] = [];
  const { carryOut, clock, state } = aCarryOut(play(aRunWith(), running("unit", 0)), {
    observe: () => new Promise((resolve) => answers.push(resolve)),
    async *logs() {},
    release: async () => {},
  });
  const unit = keyOf(state().uid, "unit");

  carryOut.lookAt(unit);
  carryOut.lookAt(unit);
  answers[0]?.({ is: "running" });
  await passTime(clock, 1);
  answers[1]?.(ended);
  await passTime(clock, 2);

  assert.equal(answers.length, 2);
  assert.equal(sealOf(state()), "failed exit-code");
});

/** One run in the hands of a runtime; facts are applied at once. */
function aCarryOut(first: RunState, runtime: Partial<Runtime>) {
  let current = first;
  const clock = virtualClock(0);
  const carryOut = createCarryOut({
    commandsFor,
    runtime: runtime as Runtime,
    archive: async () => "",
    masks: createMasks({ value: async () => undefined }),
    clock,
    random: { fraction: () => 1, hex: () => "" },
    log: quietLog,
    callbacks: { baseUrl: "http://127.0.0.1:1", sign: () => "" },
    stateOf: () => current,
    post: async (_, event) => {
      current = nextRunState(current, event);
    },
  });
  return { carryOut, clock, state: () => current, set: (state: RunState) => (current = state) };
}

function later(): OperationalError {
  return new OperationalError("busy", "not now", { retry: "later" });
}
