import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Engine, startEngine } from "./engine.ts";
import type { Benchmark } from "./figure.ts";
import { planFrom } from "./plan-from.ts";
import { median } from "./quantile.ts";

/** What the engine adds to a process: the same program by itself and as an action, in turns, so that both meet the same machine. */
export const chain: Benchmark = {
  name: "chain",
  async measure({ quick }) {
    const length = 100;
    await using engine = await startEngine();
    const one = await inTurns(engine, quick ? 20 : 100);
    const links: number[] = [];
    const bareLinks: number[] = [];
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      bareLinks.push(await bareChain(length));
      links.push(await engine.run(planFrom(chainOf(length))));
    }
    const bareMs = median(bareLinks);
    return [
      { name: "no-op process by itself, p50", value: median(one.bare), unit: "ms" },
      { name: "no-op action, start → in the ledger, p50", value: median(one.actions), unit: "ms" },
      {
        name: "what the engine adds to it, p50",
        value: median(one.added),
        unit: "ms",
        goal: { atMost: 30 },
        note: `${one.added.length} in turns`,
      },
      { name: `${length} processes by themselves`, value: bareMs / 1_000, unit: "s" },
      {
        name: `chain of ${length} actions`,
        value: median(links) / 1_000,
        unit: "s",
        goal: { atMost: bareMs / 1_000 + 1 },
        note: `the ${length} processes + 1 s`,
      },
    ];
  },
};

async function inTurns(engine: Engine, count: number) {
  const plan = planFrom(chainOf(1));
  await engine.run(plan); // the first one loads what all others share
  const [bare, actions, added]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 0; turn < count; turn++) {
    const bareMs = await bareChain(1);
    const actionMs = await engine.run(plan);
    bare.push(bareMs);
    actions.push(actionMs);
    added.push(actionMs - bareMs);
  }
  return { bare, actions, added };
}

async function bareChain(length: number): Promise<number> {
  const began = performance.now();
  for (let link = 0; link < length; link++) await once(spawn("true", { stdio: "ignore" }), "exit");
  return performance.now() - began;
}

/** Actions that each need the one before. */
function chainOf(length: number): string {
  const actions = Array.from({ length }, (_, link) => {
    const needs = link === 0 ? "" : `, needs: [link-${link - 1}]`;
    return `        - { name: link-${link}, component: nothing${needs} }`;
  });
  return `
apiVersion: pilotage/v1
kind: Component
metadata: { name: nothing }
spec: { command: ["true"] }
---
apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: bench }
spec:
  stages:
    - name: only
      actions:
${actions.join("\n")}
`;
}
