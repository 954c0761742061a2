import { join } from "node:path";
import { readRunStatus } from "../src/status/read-run-status.ts";
import { runStatusPath } from "../src/status/status-paths.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../test/fixtures/temporary-repository.ts";
import { until } from "../test/fixtures/until.ts";
import { startDaemonProcess } from "./daemon-process.ts";
import type { Benchmark } from "./figure.ts";
import { requestedRuns } from "./requested-runs.ts";

/** What the history of very many small runs costs: one push asks for all of them, and all that was recorded is packed. */
export const thousandRuns: Benchmark = {
  name: "thousand-runs",
  async measure({ quick }) {
    const [pipelines, runs] = [20, quick ? 10 : 50];
    const count = pipelines * runs;
    await using repository = await createTemporaryRepository({ "README.md": "Runs will be asked for.\n" });
    await using daemon = await startDaemonProcess({
      repository: repository.path,
      state: join(repository.folder, "state"),
    });
    const began = performance.now();
    await repository.commit(requestedRuns({ pipelines, runs, groupLimit: 50, script: "echo done\n" }));
    await until("the runs are accepted", async () => (await daemon.standing()).activeRuns > 0);
    await daemon.rested(RUNS_MS);
    const seconds = (performance.now() - began) / 1_000;
    await refuseUnrecorded(repository, pipelines, runs);

    const commits = Number(await repository.git("rev-list", "--count", STATUS));
    await repository.git("gc", "--quiet");
    const bytes = Number(await repository.git("rev-list", "--objects", "--disk-usage", STATUS, "^main"));
    return [
      { name: `${count} runs of one action, all recorded after`, value: seconds, unit: "s" },
      { name: "commits for them", value: commits, unit: "commits", goal: { atMost: 150 } },
      {
        name: "packed, for each run",
        value: bytes / count / 1_024,
        unit: "KB",
        goal: { atMost: 3 },
        note: "the whole status branch with its history",
      },
    ];
  },
};

const STATUS = "pilotage-status";
const RUNS_MS = 240_000;

/** So that a run that was lost does not make the figures better. */
async function refuseUnrecorded(repository: TemporaryRepository, pipelines: number, runs: number): Promise<void> {
  const paths = (await repository.list(STATUS)).filter((path) => /^status\/runs\/[^/]+\/\d+\.yaml$/.test(path));
  if (paths.length !== pipelines * runs) throw new Error(`${paths.length} runs are recorded`);
  const last = await repository.read(STATUS, runStatusPath(`bench-${pipelines - 1}`, runs));
  const phase = last === undefined ? undefined : readRunStatus(last)?.status.phase;
  if (phase !== "succeeded") throw new Error(`the last run is ${phase}`);
}
