import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTemporaryRepository } from "../test/fixtures/temporary-repository.ts";
import { until } from "../test/fixtures/until.ts";
import { DAEMON_EXEC_ARGV, startDaemonProcess } from "./daemon-process.ts";
import type { Benchmark } from "./figure.ts";
import { closedGate } from "./gate.ts";
import { requestedRuns } from "./requested-runs.ts";
import type { Again } from "./restart-process.ts";

/** How soon a daemon that was killed goes on: a thousand runs in its ledger, 50 with a process that lives, the rest waiting or queued. */
export const restart: Benchmark = {
  name: "restart",
  async measure() {
    await using repository = await createTemporaryRepository();
    const state = join(repository.folder, "state");
    const living = join(repository.folder, "living");
    await mkdir(living);
    await using gate = await closedGate(repository.folder);
    const script = `: > "${living}/$RUN_ID"\nread -r _ < "${gate.path}" || true\n`;
    await repository.commit(requestedRuns({ pipelines: 20, runs: RUNS / 20, groupLimit: 25, script }));
    await using daemon = await startDaemonProcess({
      repository: repository.path,
      state,
      flags: ["--max-active-actions", String(LIVING)],
    });
    await until("all live that may", async () => (await readdir(living)).length === LIVING, 60_000);
    const { activeRuns } = await daemon.standing();
    if (activeRuns !== RUNS) throw new Error(`${activeRuns} runs are active`);
    await daemon.kill();

    const began = performance.now();
    const program = fileURLToPath(new URL("./restart-process.ts", import.meta.url));
    const again = fork(program, [repository.path, state, String(RUNS), String(LIVING)], {
      execArgv: DAEMON_EXEC_ARGV,
    });
    try {
      const { listeningMs, ledgerMs } = await goingAgain(again);
      const goingMs = performance.now() - began;
      return [
        {
          name: "process start → every run was looked at",
          value: goingMs / 1_000,
          unit: "s",
          goal: { atMost: 5 },
          note: `${RUNS} runs, ${LIVING} processes`,
        },
        { name: "  the ledger is read", value: ledgerMs, unit: "ms" },
        { name: "  the listener answers", value: listeningMs, unit: "ms" },
      ];
    } finally {
      again.kill("SIGKILL");
    }
  },
};

const RUNS = 1_000;
const LIVING = 50;

async function goingAgain(again: ChildProcess): Promise<Again> {
  const failed = once(again, "exit").then(([code]) => {
    throw new Error(`the daemon has ended with ${code}`);
  });
  failed.catch(() => {});
  const [message] = (await Promise.race([once(again, "message"), failed])) as [Again];
  return message;
}
