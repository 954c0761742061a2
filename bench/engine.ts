import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { core } from "../src/daemon/core.ts";
import { startRuns } from "../src/daemon/runs-loop.ts";
import type { ExecutionPlan } from "../src/plan/execution-plan.ts";
import { isFinished } from "../src/run/is-finished.ts";
import type { RunState } from "../src/run/run-state.ts";
import { realPorts } from "./real-ports.ts";

/** The loop of the runs by itself: a real ledger, real processes, no repository. */
export interface Engine extends AsyncDisposable {
  /** Runs a plan; how many ms passed from its admission until its end was in the ledger. Resolves once nothing is left of it. */
  run(plan: ExecutionPlan): Promise<number>;
}

/** Starts it in a folder of its own. */
export async function startEngine(): Promise<Engine> {
  const folder = await mkdtempDisposable(join(tmpdir(), "pilotage-bench-"));
  const ports = await realPorts({ repository: folder.path, state: folder.path });
  const { clock, keys, ledger } = ports;
  const { id: ledgerId } = await ledger.open();
  let saved = (_state: RunState) => {};
  let number = 0;
  const runs = await startRuns({
    ports,
    core,
    settings: { maxActiveActions: 1, sign: keys.sign, health: () => ({ live: true, ready: true, details: {} }) },
    saved: (state) => saved(state),
  });

  /** The ms until the ledger has the end of the run. */
  function endOf(): Promise<number> {
    const end = Promise.withResolvers<number>();
    const began = performance.now();
    let ms: number | undefined;
    saved = (state) => {
      if (!("endedAt" in state)) return;
      ms ??= performance.now() - began;
      if (state.phase !== "succeeded") end.reject(new Error(`the run ${state.phase}: ${state.message}`));
      if (isFinished(state)) end.resolve(ms);
    };
    return end.promise;
  }

  return {
    async run(execution) {
      number += 1;
      const start = {
        pipeline: "bench",
        number,
        commit: "",
        trigger: { type: "manual" },
        with: {},
        execution,
      } as const;
      const facts = { ledgerId, branch: "", repository: "", keyId: keys.current, at: clock.now() };
      const state = core.queuedRun(start, facts);
      await ledger.accept({ starts: [state], cursors: [], fates: [] });
      const end = endOf();
      runs.add([state]);
      const ms = await end;
      runs.forget([state.uid]);
      await ledger.forget([state.uid]);
      return ms;
    },
    async [Symbol.asyncDispose]() {
      await runs.close();
      await ledger.close();
      await folder.remove();
    },
  };
}
