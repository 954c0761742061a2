/** A daemon that says when it goes again after a crash: its listener answers, and it has looked at every run and every process. */
import { core } from "../src/daemon/core.ts";
import { startDaemon } from "../src/daemon/daemon.ts";
import { isDefinitionPath } from "../src/plan/definition-paths.ts";
import { realPorts } from "./real-ports.ts";

/** In ms since the process began. */
export interface Again {
  readonly ledgerMs: number;
  readonly listeningMs: number;
}

const [url = "", state = "", runs, living] = process.argv.slice(2);
const ports = await realPorts({ repository: url, state });
const takenOver = new Set<string>();
const lookedAt = new Set<string>();
const all = Promise.withResolvers<void>();
let [ledgerMs, listeningMs, listenerUrl] = [0, 0, ""];

await startDaemon(
  {
    ...ports,
    ledger: {
      ...ports.ledger,
      async open() {
        const content = await ports.ledger.open();
        ledgerMs = performance.now();
        return content;
      },
    },
    runtime: {
      ...ports.runtime,
      async observe(attempt) {
        const observation = await ports.runtime.observe(attempt);
        if (observation.is !== "running") throw new Error(`a process is ${observation.is}`);
        lookedAt.add(attempt.run);
        considerGoing();
        return observation;
      },
    },
    listener: {
      ...ports.listener,
      async listen(handlers) {
        listenerUrl = await ports.listener.listen(handlers);
        listeningMs = performance.now();
        return listenerUrl;
      },
    },
  },
  core,
  {
    maxActiveActions: Number(living),
    isDefinition: isDefinitionPath(),
    firstSync: "start",
    keyId: ports.keys.current,
    sign: ports.keys.sign,
    takeOver: false,
    status: { ownBranch: true, logs: "all", keepRuns: 200, repository: url, version: "bench" },
  },
  {
    changed(state, before) {
      if (!before) takenOver.add(state.uid);
      considerGoing();
    },
    failed: (error) => all.reject(error),
  },
);
await all.promise;
const { status } = await fetch(`${listenerUrl}/healthz`);
if (status !== 200) throw new Error(`the listener answers ${status}`);
process.send?.({ ledgerMs, listeningMs } satisfies Again);

function considerGoing(): void {
  if (takenOver.size === Number(runs) && lookedAt.size === Number(living)) all.resolve();
}
