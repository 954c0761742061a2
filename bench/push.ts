import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readRunStatus } from "../src/status/read-run-status.ts";
import type { RunStatus } from "../src/status/run-status.ts";
import { runStatusPath } from "../src/status/status-paths.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../test/fixtures/temporary-repository.ts";
import { until } from "../test/fixtures/until.ts";
import { type BranchMove, watchBranchMoves } from "./branch-moves.ts";
import { startDaemonProcess } from "./daemon-process.ts";
import type { Benchmark } from "./figure.ts";
import { median, quantile } from "./quantile.ts";

/**
 * How fast a person sees that something happens, and sees its end: a whole daemon on a bare repository on this disk.
 * The actions take from nothing to half a second, so that some end while the start of their run is being pushed.
 */
export const push: Benchmark = {
  name: "push",
  async measure({ quick }) {
    const count = quick ? 5 : 30;
    await using repository = await createTemporaryRepository({ "components/stamp.yaml": STAMP });
    await using _daemon = await startDaemonProcess({
      repository: repository.path,
      state: join(repository.folder, "state"),
    });
    using watched = watchBranchMoves(repository.path);
    const runs: MeasuredRun[] = [];
    for (let number = 1; number <= count; number++) {
      const seconds = (number % 5) / 8;
      const before = watched.moves.length;
      const commit = await repository.commit({ "pipelines/push.yaml": pipeline(seconds) });
      const { status, recordedAt } = await recordedRun(repository, watched.moves, before, number);
      const pushedAt = watched.moves.find((move) => move.commit === commit)?.at;
      runs.push(measuredRun(status, pushedAt, recordedAt));
      await setTimeout(PAUSE_MS);
    }
    const toFirstLine = runs.map((run) => run.firstLineAt - run.pushedAt);
    const toRecord = runs.map((run) => run.recordedAt - run.endedAt);
    const note = `${count} pushes`;
    return [
      { name: "push → first line, p50", value: median(toFirstLine), unit: "ms", goal: { atMost: 150 }, note },
      { name: "push → first line, p95", value: quantile(toFirstLine, 0.95), unit: "ms" },
      { name: "end of action → remote ref moved, p50", value: median(toRecord), unit: "ms", goal: { atMost: 100 } },
      {
        name: "end of action → remote ref moved, p95",
        value: quantile(toRecord, 0.95),
        unit: "ms",
        goal: { atMost: 300 },
      },
    ];
  },
};

/** Pushes come one by one: a daemon that is pushed to without a rest records at its own pace. */
const PAUSE_MS = 700;

const STAMP = `
apiVersion: pilotage/v1
kind: Component
metadata: { name: stamp }
spec:
  inputs: { seconds: { type: number } }
  outputs: { at: { type: number } }
  script: |
    echo "[COUT] at = $(date +%s.%N)"
    sleep "$INPUT_SECONDS"
`;

function pipeline(seconds: number): string {
  return `
apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: push }
spec: { stages: [{ name: only, actions: [{ name: stamp, component: stamp, with: { seconds: ${seconds} } }] }] }
`;
}

/** All in ms since 1970. */
interface MeasuredRun {
  readonly pushedAt: number;
  readonly firstLineAt: number;
  readonly endedAt: number;
  readonly recordedAt: number;
}

/** The run as the status branch shows it once it has ended, and when the branch moved to that. */
async function recordedRun(
  repository: TemporaryRepository,
  moves: readonly BranchMove[],
  from: number,
  number: number,
): Promise<{ readonly status: RunStatus; readonly recordedAt: number }> {
  for (let index = from; ; index++) {
    await until(`run ${number} is recorded`, () => index < moves.length);
    const move = moves[index];
    if (move?.branch !== "pilotage-status") continue;
    const paths = await repository.git("ls-tree", "-r", "--name-only", move.commit);
    if (!paths.split("\n").includes(runStatusPath("push", number))) continue;
    const status = readRunStatus(await repository.git("show", `${move.commit}:${runStatusPath("push", number)}`));
    if (status?.status.endedAt !== undefined) return { status, recordedAt: move.at };
  }
}

function measuredRun({ status }: RunStatus, pushedAt: number | undefined, recordedAt: number): MeasuredRun {
  const action = status.stages[0]?.actions[0];
  const [firstLineAt, endedAt] = [
    Number(action?.outputs?.at) * 1_000,
    Date.parse(action?.attempts?.[0]?.endedAt ?? ""),
  ];
  if (pushedAt === undefined || Number.isNaN(firstLineAt) || Number.isNaN(endedAt))
    throw new Error(`a run went wrong: ${JSON.stringify(status)}`);
  return { pushedAt, firstLineAt, endedAt, recordedAt };
}
