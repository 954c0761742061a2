import assert from "node:assert/strict";
import { test } from "node:test";
import { type Core, core } from "../../src/daemon/core.ts";
import { startRuns } from "../../src/daemon/runs-loop.ts";
import type { RunState } from "../../src/run/run-state.ts";
import type { Runtime } from "../../src/runtime/port.ts";
import { memoryLedgerDisk } from "../fixtures/memory-ledger.ts";
import { anAction, aPlan, aQueuedRun, aStage } from "../run/a-run.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";
import { quietLog } from "./quiet-log.ts";
import { passTime } from "./settle.ts";

const [good, bad] = [1, 2].map((number) =>
  aQueuedRun(aPlan({ stages: [aStage("one", [anAction("unit")])], groupLimit: 2 }), number),
) as [RunState, RunState];

for (const question of ["commandsFor", "wakeAt"] as const) {
  test(`a bug in ${question} ends the run it belongs to, and no other`, async () => {
    const { runs, clock, started } = await someRuns({
      [question]: (state: RunState) => {
        if (state.uid === bad.uid && state.phase === "running") throw new Error("a bug");
        return core[question](state);
      },
    });

    runs.add([good, bad]);
    await passTime(clock, 1_000);

    assert.equal(runs.states.get(good.uid)?.phase, "running");
    const ended = runs.states.get(bad.uid);
    assert.deepEqual(ended && "reason" in ended && [ended.phase, ended.reason], ["failed", "engine-error"]);
    assert.ok(started.includes("release-1"));
  });
}

test("after its end nothing that comes back from outside leads to anything", async () => {
  const { runs, clock, started, ledger } = await someRuns({});
  runs.add([good]);

  await runs.close();
  await ledger.close();
  await runs.post(good.uid, { type: "time", at: 1 });
  await passTime(clock, 600_000);

  assert.deepEqual([started, runs.states.size], [[], 0]);
});

/** The runs loop over a runtime on which everything runs for ever. */
async function someRuns(changes: Partial<Core>) {
  const clock = virtualClock(0);
  const started: string[] = [];
  const ledger = memoryLedgerDisk("0".repeat(32)).connect();
  await ledger.open();
  await ledger.accept({ starts: [good, bad], cursors: [], fates: [] });
  const runtime: Partial<Runtime> = {
    async start({ attempt }) {
      started.push(attempt.run);
      return { is: "running", startedAt: clock.now() };
    },
    stop: async () => ({ is: "gone" }),
    release: async () => {},
    async *logs() {},
    watch: () => () => {},
  };
  const runs = await startRuns({
    ports: {
      ledger,
      runtime: runtime as Runtime,
      listener: { listen: async () => "http://127.0.0.1:1", close: async () => {} },
      repository: { archive: async () => "" },
      secrets: { value: async () => undefined },
      clock,
      random: { fraction: () => 0, hex: () => "" },
      log: quietLog,
    },
    core: { ...core, ...changes },
    settings: { maxActiveActions: 4, sign: () => "", health: () => ({ live: true, ready: true, details: {} }) },
    saved: () => {},
  });
  return { runs, clock, started, ledger };
}
