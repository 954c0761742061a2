import { readdir, readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { cpuSeconds } from "../../bench/cpu-of.ts";
import type { Figure } from "../../bench/figure.ts";
import { memoryOf } from "../../bench/memory-of.ts";
import type { DaemonProcess } from "../../test/journeys/a-daemon.ts";

/** Looks at a daemon again and again; what it took meanwhile, once that is asked for. */
export interface DaemonWatch {
  stop(): Promise<readonly Figure[]>;
}

const EACH_MS = 200;

/** Watches its memory, its share of a CPU, how soon it answers, and how long its Git commands live that talk to the remote. */
export async function watchDaemon(daemon: DaemonProcess, state: string): Promise<DaemonWatch> {
  const pid = daemon.pid ?? Number.NaN;
  const [began, cpuBefore] = [performance.now(), await cpuSeconds(pid)];
  const firstSeen = new Map<string, number>();
  const ending = new AbortController();
  let [longestAnswerMs, longestGitMs] = [0, 0];

  async function look(): Promise<void> {
    const { ms } = await daemon.get("/healthz");
    longestAnswerMs = Math.max(longestAnswerMs, ms);
    const now = performance.now();
    for (const git of await networkCommands(state)) {
      const since = firstSeen.get(git) ?? now;
      firstSeen.set(git, since);
      longestGitMs = Math.max(longestGitMs, now - since);
    }
  }

  const watching = (async () => {
    while (!ending.signal.aborted) {
      await look();
      await setTimeout(EACH_MS, undefined, ending).catch(() => {});
    }
  })();
  watching.catch(() => {}); // whoever stops it hears of it
  return {
    async stop() {
      ending.abort();
      await watching;
      const seconds = (performance.now() - began) / 1_000;
      const used = (await cpuSeconds(pid)) - cpuBefore;
      const { mostMb } = await memoryOf(pid);
      return [
        { name: "memory of the daemon, at most", value: mostMb, unit: "MB", goal: { atMost: 256 } },
        {
          name: "its share of one CPU, its Git commands and components included",
          value: (100 * used) / seconds,
          unit: "%",
        },
        { name: "its longest answer to /healthz", value: longestAnswerMs, unit: "ms" },
        {
          name: "longest life of a Git command of its own",
          value: longestGitMs / 1_000,
          unit: "s",
          goal: { atMost: 65 },
        },
      ];
    },
  };
}

/** The Git commands that talk to the remote for the daemon with this state directory, by their pids. */
async function networkCommands(state: string): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const begins = `git\0--git-dir\0${state}`;
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return pids.filter((_, index) => lines[index]?.startsWith(begins));
}
