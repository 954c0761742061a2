import { join } from "node:path";
import type { Log } from "../../daemon/log.ts";
import type { RunState } from "../../run/run-state.ts";
import type { Context } from "../context.ts";
import { openDaemon } from "../daemon/open-daemon.ts";

/** A daemon that tells when everything that follows from a commit is done and recorded. */
export interface DemoDaemon {
  /** Resolves once the commit was looked at, its runs have ended, and all is recorded. */
  done(commit: string): Promise<void>;
  /** Who hears of every state of every run from now on. */
  watch(changed: (state: RunState) => void): void;
  close(): Promise<void>;
}

export async function startDemoDaemon(folder: string, remote: string, context: Context): Promise<DemoDaemon> {
  const looked = new Set<string>();
  const waiting = new Map<string, () => void>();
  let watcher: (state: RunState) => void = () => {};
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {}); // heard by whoever waits

  const daemon = await openDaemon({ ...OPTIONS, repository: remote, state: join(folder, "state") }, context, SILENT, {
    planned: ({ commit }) => looked.add(commit),
    changed: (state) => watcher(state),
    turned: () => queueMicrotask(consider),
    failed: failure.reject,
  });

  function consider(): void {
    const { activeRuns, recorded } = daemon.standing();
    if (activeRuns > 0 || !recorded) return;
    for (const [commit, resolve] of waiting) if (looked.has(commit)) resolve();
  }

  return {
    watch(changed) {
      watcher = changed;
    },
    async done(commit) {
      const done = new Promise<void>((resolve) => waiting.set(commit, resolve));
      consider();
      await Promise.race([done, failure.promise]);
      waiting.delete(commit);
    },
    close: daemon.close,
  };
}

const OPTIONS = {
  branch: "main",
  statusBranch: "pilotage-status",
  runtime: "process",
  listen: "127.0.0.1:0",
  poll: 30_000,
  firstSync: "start",
  logs: "all",
  keepRuns: 200,
  gitAuthor: "Pilotage <pilotage@localhost>",
} as const;

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
