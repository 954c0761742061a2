import type { Ledger } from "../../src/ledger/port.ts";
import type { RunState } from "../../src/run/run-state.ts";
import type { LedgerDisk } from "../fixtures/memory-ledger.ts";
import type { Happenings } from "./happenings.ts";
import type { Life, World } from "./world.ts";

/** The ledger as one life has it: each transaction is an effect, and what became durable is told. */
export function modelLedger(
  world: World,
  life: Life,
  disk: LedgerDisk,
  { runs, tell }: { readonly runs: Map<string, RunState>; readonly tell: Happenings },
): Ledger {
  const ledger = disk.connect();
  const write = (name: string, apply: () => Promise<void>) =>
    world.effect(life, `ledger ${name}`, { refusedOneIn: 100, slowestMs: 5 }, apply);

  return {
    open: ledger.open,
    read: ledger.read,
    accept: (acceptance) =>
      write(`accepts ${acceptance.starts.length} runs`, async () => {
        await ledger.accept(acceptance);
        tell.accepted(acceptance);
        for (const state of acceptance.starts) runs.set(state.uid, state);
      }),
    save: (states) =>
      write("saves", async () => {
        await ledger.save(states);
        for (const state of states) {
          const before = runs.get(state.uid) ?? state;
          runs.set(state.uid, state);
          tell.saved(state, before);
        }
      }),
    acknowledge: (tip) =>
      write("acknowledges", async () => {
        await ledger.acknowledge(tip);
        tell.acknowledged(tip);
      }),
    forget: (uids) =>
      write("forgets", async () => {
        await ledger.forget(uids);
        for (const uid of uids) tell.forgotten(uid);
      }),
    close: ledger.close,
  };
}
