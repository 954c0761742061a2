import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import { type Recorder, startRecorder } from "../../src/daemon/recorder-loop.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { aRun, openAction, running } from "../ledger/run-fixture.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";
import { quietLog } from "./quiet-log.ts";
import { passTime } from "./settle.ts";

test("nothing is written before the branch is ours, and then what fell due meanwhile", async () => {
  const { recorder, clock, written, put } = aRecorder();
  put(aRun(1));
  await passTime(clock, 60_000);
  assert.deepEqual([written, recorder.idle()], [[], false]);

  recorder.begin("5b1c");
  await passTime(clock, 61_000);

  assert.deepEqual(written, [{ at: 60_000, revisions: [1], on: "5b1c" }]);
  assert.equal(recorder.idle(), true);
});

test("what a run says while it goes on is written every ten seconds, however long that is", async () => {
  const { recorder, clock, written, put } = aRecorder();
  recorder.begin(undefined);
  put(running(aRun(1), 2));
  for (let revision = 3; revision < 6; revision++) {
    await passTime(clock, (revision - 2) * 12_000);
    put(running(aRun(1), revision * 10, openAction({ progress: 0.1 })));
    await passTime(clock, clock.now() + 1_000);
    put(running(aRun(1), revision * 10 + 1, openAction({ progress: 0.2 })));
  }
  await passTime(clock, 100_000);

  const times = written.map(({ at }) => at);
  assert.deepEqual(written.at(-1)?.revisions, [51]);
  assert.ok(times.slice(1).every((at, index) => at - (times[index] ?? 0) >= 10_000));
  assert.ok((times.at(-1) ?? 0) < 60_000);
});

test("many runs are written in commits of a hundred", async () => {
  const { recorder, clock, written, put } = aRecorder();
  for (let number = 1; number <= 250; number++) put(aRun(number));

  recorder.begin(undefined);
  await passTime(clock, 10_000);

  assert.deepEqual(
    written.map(({ revisions }) => revisions.length),
    [100, 100, 50],
  );
});

test("what was refused is written with what is new, later", async () => {
  let refusals = 1;
  const { recorder, clock, written, put } = aRecorder(() => {
    if (refusals-- > 0) throw noRemote();
  });
  recorder.begin(undefined);
  put(aRun(1));
  await passTime(clock, 100);
  put(aRun(2));
  await passTime(clock, 10_000);

  assert.deepEqual(
    written.map(({ revisions }) => revisions),
    [[1, 1]],
  );
});

test("a refusal is told at once, not after the pause that follows it", async () => {
  const { recorder, clock, turns, put } = aRecorder(() => {
    throw noRemote();
  });
  recorder.begin(undefined);
  put(aRun(1));
  await passTime(clock, 100);

  assert.deepEqual(turns, [{ at: 25, failures: 1 }]);
});

test("a run that cannot be rendered holds up no other, and is tried again ever later", async () => {
  const tried: number[] = [];
  const { recorder, clock, numbers, put } = aRecorder((runs, at) => {
    if (runs.every(({ number }) => number !== 2)) return;
    tried.push(at);
    throw new TypeError("x is undefined");
  });
  recorder.begin(undefined);
  for (let number = 1; number <= 3; number++) put(aRun(number));
  await passTime(clock, 10_000);
  put(aRun(4));
  await passTime(clock, 60_000);

  assert.deepEqual(new Set(numbers.flat()), new Set([1, 3, 4]));
  assert.ok(tried.length < 10, `tried at ${tried}`);
});

test("a tip that is not as we left it is looked after", async () => {
  const { recorder, clock, written } = aRecorder();
  recorder.begin("5b1c");

  recorder.sawTip("5b1c");
  await passTime(clock, 1_000);
  recorder.sawTip("88ab");
  await passTime(clock, 2_000);

  assert.deepEqual(written, [{ at: 1_000, revisions: [], on: "5b1c" }]);
});

test("a run that ends while other writers are faster is told by the commit that comes through", async () => {
  const { recorder, clock, written, put, contendOnce } = aRecorder();
  recorder.begin(undefined);
  contendOnce(() => put(running(aRun(2), 7)), 1_000);
  put(running(aRun(1), 3));
  await passTime(clock, 900);
  const before = [...written];
  await passTime(clock, 2_000);

  assert.deepEqual(before, []);
  assert.deepEqual(written, [{ at: 1_025, revisions: [3, 7], on: undefined }]);
});

test("a remote that is back ends the pause after a refusal", async () => {
  let isAway = true;
  const { recorder, clock, written, put } = aRecorder(() => {
    if (isAway) throw noRemote();
  });
  recorder.begin(undefined);
  put(aRun(1));
  await passTime(clock, 600_000);
  isAway = false;
  recorder.remoteIsBack();
  await passTime(clock, 600_100);

  assert.deepEqual(
    written.map(({ at }) => at),
    [600_000],
  );
});

test("on a branch that people push to as well, they have the time for it between two commits of ours", async () => {
  const { recorder, clock, written } = aRecorder(() => {}, { ownBranch: false });
  recorder.begin(undefined);
  for (let at = 0; at < 60_000; at += 500) {
    recorder.looked();
    await passTime(clock, at);
  }

  const gaps = written.slice(5).map(({ at }, index) => at - (written[index + 4]?.at ?? 0));
  assert.ok(gaps.length > 5);
  assert.ok(Math.min(...gaps) >= 4_000, String(gaps));
});

test("a look that says nothing new takes no turn away from the end of a run", async () => {
  const { recorder, clock, written, put } = aRecorder(() => {}, { ownBranch: false, saysNothingOfLooks: true });
  recorder.begin(undefined);
  for (let at = 0; at < 30_000; at += 300) {
    recorder.looked();
    await passTime(clock, at);
  }
  const looks = written.length;
  put(aRun(1));
  await passTime(clock, 31_000);

  const end = written.slice(looks).find(({ revisions }) => revisions.length > 0);
  assert.ok(end && end.at < 30_500, JSON.stringify(end));
});

/** A recorder whose commits are named by their number, and what it wrote. */
function aRecorder(
  beforeRecord: (runs: readonly RunState[], at: number) => void = () => {},
  { ownBranch = true, saysNothingOfLooks = false } = {},
) {
  const clock = virtualClock(0);
  const states = new Map<string, RunState>();
  const written: { at: number; revisions: readonly number[]; on: string | undefined }[] = [];
  const numbers: (readonly number[])[] = [];
  const turns: { at: number; failures: number }[] = [];
  let composed: readonly RunState[] = [];
  let contention: { readonly meanwhile: () => void; readonly ms: number } | undefined;
  const recorder: Recorder = startRecorder({
    repository: {
      async record(compose, on) {
        const tip = { commit: on, list: async () => new Map(), read: async () => new Map() };
        await compose(tip);
        if (contention) {
          const { ms, meanwhile } = contention;
          contention = undefined;
          meanwhile();
          await new Promise<void>((resolve) => clock.at(clock.now() + ms, resolve));
          await compose(tip);
        }
        beforeRecord(composed, clock.now());
        numbers.push(composed.map(({ number }) => number));
        written.push({ at: clock.now(), revisions: composed.map(({ revision }) => revision), on });
        return { tip: `tip-${written.length}`, committed: composed.length > 0 || !saysNothingOfLooks };
      },
    },
    ledger: { acknowledge: async () => {}, forget: async () => {} },
    clock,
    random: { fraction: () => 1, hex: () => "" },
    log: quietLog,
    composer: {
      compose(runs) {
        composed = runs;
        return async () => undefined;
      },
      more: () => false,
    },
    ownBranch,
    states,
    forget: () => {},
    turned: () => turns.push({ at: clock.now(), failures: recorder.failures() }),
    failed: () => false,
  });
  const put = (state: RunState) => {
    states.set(state.uid, state);
    recorder.changed(state);
  };
  const contendOnce = (meanwhile: () => void, ms: number) => {
    contention = { meanwhile, ms };
  };
  return { recorder, clock, written, numbers, turns, put, contendOnce };
}

function noRemote(): OperationalError {
  return new OperationalError("remote-unreachable", "no remote", { retry: "later" });
}
