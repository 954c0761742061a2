import { join } from "node:path";
import { systemClock as clock } from "../src/cli/system-clock.ts";
import { systemRandom as random } from "../src/cli/system-random.ts";
import type { DaemonPorts } from "../src/daemon/daemon.ts";
import type { Log } from "../src/daemon/log.ts";
import { createSqliteLedger } from "../src/ledger/sqlite/sqlite-ledger.ts";
import { createHttpListener } from "../src/listener/http/http-listener.ts";
import { type Keys, loadKeys } from "../src/listener/http/keys.ts";
import { createWorkerParser } from "../src/parser/worker/worker-parser.ts";
import { createGitRepository, type GitRepository } from "../src/repository/git/git-repository.ts";
import { createProcessRuntime } from "../src/runtime/process/process-runtime.ts";
import { noSecrets } from "../src/secrets/no-secrets.ts";

/** The adapters as `pilotage daemon` has them, for a benchmark that looks at what passes through one of them. */
export interface RealPorts extends DaemonPorts {
  readonly repository: GitRepository;
  readonly keys: Keys;
}

/** Makes them for a state directory that exists; nothing is opened yet. */
export async function realPorts(where: { readonly repository: string; readonly state: string }): Promise<RealPorts> {
  const { repository: url, state: stateDirectory } = where;
  const keys = await loadKeys(stateDirectory, random);
  const failed = (request: string, error: unknown) => log.error(request, { error });
  return {
    clock,
    random,
    log,
    keys,
    secrets: noSecrets,
    parser: createWorkerParser({ workers: 2 }),
    ledger: createSqliteLedger({ path: join(stateDirectory, "ledger.sqlite"), random }),
    listener: createHttpListener({ host: "127.0.0.1", port: 0, stateDirectory, keys, random, failed }),
    runtime: createProcessRuntime({
      dir: join(stateDirectory, "attempts"),
      environment: process.env,
      secrets: noSecrets,
    }),
    repository: createGitRepository({
      url,
      branch: "main",
      statusBranch: "pilotage-status",
      cacheDir: join(stateDirectory, "cache"),
      author: "Pilotage <pilotage@localhost>",
      pollMs: 30_000,
      environment: process.env,
      clock,
      random,
      log: (message, facts) => log.info(message, facts),
    }),
  };
}

const log: Log = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error };
