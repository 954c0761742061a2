import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createTemporaryRepository } from "../test/fixtures/temporary-repository.ts";
import { cpuSeconds } from "./cpu-of.ts";
import { startDaemonProcess } from "./daemon-process.ts";
import type { Benchmark } from "./figure.ts";
import { memoryOf } from "./memory-of.ts";

/** What a daemon takes that has nothing to do, after a first run: resident memory, and time of the CPU with its Git commands. */
export const idle: Benchmark = {
  name: "idle",
  async measure({ quick }) {
    const seconds = quick ? 15 : 60;
    await using repository = await createTemporaryRepository({ "pipelines/hello.yaml": HELLO });
    await using daemon = await startDaemonProcess({
      repository: repository.path,
      state: join(repository.folder, "state"),
    });
    await daemon.rested(30_000);
    const before = await cpuSeconds(daemon.pid);
    await setTimeout(seconds * 1_000);
    const used = (await cpuSeconds(daemon.pid)) - before;
    return [
      {
        name: "resident memory of an idle daemon",
        value: (await memoryOf(daemon.pid)).nowMb,
        unit: "MB",
        goal: { atMost: 110 },
        note: `after ${seconds} s`,
      },
      { name: "its share of one CPU", value: (100 * used) / seconds, unit: "%", goal: { atMost: 1 } },
    ];
  },
};

const HELLO = `
apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: hello }
spec: { stages: [{ name: only, actions: [{ name: hello, spec: { script: echo hello } }] }] }
`;
