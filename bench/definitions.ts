import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTemporaryRepository, type TemporaryRepository } from "../test/fixtures/temporary-repository.ts";
import { DAEMON_EXEC_ARGV, startDaemonProcess } from "./daemon-process.ts";
import type { Benchmark, Figure } from "./figure.ts";
import type { LookFigures } from "./look-process.ts";
import { manyDefinitions, oneDefinition } from "./many-definitions.ts";
import { type Memory, memoryOf } from "./memory-of.ts";
import { median } from "./quantile.ts";

/**
 * A repository of very many definitions: the first look at it, the next ones, each at a commit that changes one file, and
 * what a whole daemon takes for it.
 */
export const definitions: Benchmark = {
  name: "definitions",
  async measure({ quick }) {
    const count = 10_000;
    const changes = quick ? 6 : 20;
    await using repository = await createTemporaryRepository();
    await repository.commitOn("main", manyDefinitions(count), "Very many");
    const program = fileURLToPath(new URL("./look-process.ts", import.meta.url));
    const looker = fork(program, [repository.path, repository.folder], { execArgv: DAEMON_EXEC_ARGV });
    try {
      const cold = await lookOf(looker);
      if (cold.pipelines !== count / 2 || cold.diagnostics > 0)
        throw new Error(`${cold.pipelines} pipelines, ${cold.diagnostics} diagnostics`);
      const looks: LookFigures[] = [];
      for (let change = 0; change < changes; change++) {
        await repository.commitOn("main", oneDefinition(change, count), "One of them changes");
        looks.push(await lookOf(looker));
      }
      const memory = await daemonMemory(repository);
      return [
        { name: `${count} definitions, cold load + plan`, value: cold.ms / 1_000, unit: "s", goal: { atMost: 4 } },
        ...stepFigures(cold.steps),
        { name: "longest block of the event loop", value: cold.longestBlockMs, unit: "ms", goal: { atMost: 50 } },
        {
          name: "commit that changes one → plan, p50",
          value: median(looks.map(({ ms }) => ms)),
          unit: "ms",
          goal: { atMost: 100 },
          note: `${changes} commits`,
        },
        ...stepFigures(looks.at(-1)?.steps ?? {}),
        { name: "longest block meanwhile", value: Math.max(...looks.map((one) => one.longestBlockMs)), unit: "ms" },
        { name: "a daemon's resident memory, at most", value: memory.mostMb, unit: "MB", goal: { atMost: 250 } },
        { name: "the same once it rests", value: memory.nowMb, unit: "MB" },
      ];
    } finally {
      looker.disconnect();
      await once(looker, "exit");
    }
  },
};

/** With its threads, over its first look and the first record of it. */
async function daemonMemory(repository: TemporaryRepository): Promise<Memory> {
  await using daemon = await startDaemonProcess({
    repository: repository.path,
    state: join(repository.folder, "state"),
    flags: ["--first-sync", "observe"],
  });
  await daemon.rested(60_000);
  return memoryOf(daemon.pid);
}

async function lookOf(looker: ChildProcess): Promise<LookFigures> {
  const exit = once(looker, "exit").then(([code]) => {
    throw new Error(`the process that looks has ended with ${code}`);
  });
  looker.send("look");
  const [figures] = (await Promise.race([once(looker, "message"), exit])) as [LookFigures];
  exit.catch(() => {}); // its end is expected from here on
  return figures;
}

function stepFigures(steps: LookFigures["steps"]): readonly Figure[] {
  return Object.entries(steps).map(([step, value]) => ({ name: `  ${step}`, value, unit: "ms" }));
}
