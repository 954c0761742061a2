import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTemporaryRepository } from "../test/fixtures/temporary-repository.ts";
import { until } from "../test/fixtures/until.ts";
import type { CallFigures } from "./call-process.ts";
import { startDaemonProcess } from "./daemon-process.ts";
import type { Benchmark } from "./figure.ts";
import { closedGate } from "./gate.ts";
import { requestedRuns } from "./requested-runs.ts";

/** How many calls a whole daemon stores for good: 50 runs that go on, each called on a kept connection of its own. */
export const callbacks: Benchmark = {
  name: "callbacks",
  async measure({ quick }) {
    const seconds = quick ? 3 : 15;
    await using repository = await createTemporaryRepository();
    const urls = join(repository.folder, "urls");
    await mkdir(urls);
    await using gate = await closedGate(repository.folder);
    const script = `echo "$TASK_STATUS" > "${urls}/$RUN_ID.part"\nmv "${urls}/$RUN_ID.part" "${urls}/$RUN_ID"\nread -r _ < "${gate.path}" || true\n`;
    await repository.commit(requestedRuns({ pipelines: CONNECTIONS, runs: 1, groupLimit: 1, script }));
    await using _daemon = await startDaemonProcess({
      repository: repository.path,
      state: join(repository.folder, "state"),
      flags: ["--max-active-actions", String(CONNECTIONS)],
    });
    const started = async () => (await readdir(urls)).filter((name) => !name.endsWith(".part"));
    await until("every run has told its URL", async () => (await started()).length === CONNECTIONS, 30_000);
    const all = await Promise.all((await started()).map((name) => readFile(join(urls, name), "utf8")));
    const { stored, p50Ms, p99Ms, mostMs } = await callFor(
      seconds,
      all.map((url) => url.trim()),
    );
    return [
      {
        name: "callbacks stored for good",
        value: stored / seconds,
        unit: "/s",
        goal: { atLeast: 5_000 },
        note: `${CONNECTIONS} connections, ${seconds} s`,
      },
      { name: "their answers, p50", value: p50Ms, unit: "ms" },
      { name: "their answers, p99", value: p99Ms, unit: "ms", goal: { atMost: 25 } },
      { name: "the slowest", value: mostMs, unit: "ms" },
    ];
  },
};

const CONNECTIONS = 50;

async function callFor(seconds: number, urls: readonly string[]): Promise<CallFigures> {
  const caller = fork(fileURLToPath(new URL("./call-process.ts", import.meta.url)), [String(seconds), ...urls]);
  const failed = once(caller, "exit").then(([code]) => {
    throw new Error(`the process that calls has ended with ${code}`);
  });
  failed.catch(() => {});
  const [figures] = (await Promise.race([once(caller, "message"), failed])) as [CallFigures];
  return figures;
}
