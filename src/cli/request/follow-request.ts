import type { Clock } from "../../base/clock.ts";
import { parseRunName } from "../../base/names.ts";
import { OperationalError } from "../../base/operational-error.ts";
import type { RequestFate } from "../../plan/plan.ts";
import type { StatusReader } from "../../repository/git/status-reader.ts";
import { readRequests } from "../../status/requests-file.ts";
import type { RunStatus } from "../../status/run-status.ts";
import { REQUESTS_PATH } from "../../status/status-paths.ts";
import { readRun } from "../status/recorded.ts";

const LOOK_EVERY_MS = 1_000;

/** Looks at the status branch until it says what became of the request. */
export async function waitForFate(
  kind: RequestFate["kind"],
  name: string,
  look: () => Promise<StatusReader>,
  clock: Clock,
): Promise<RequestFate> {
  return lookUntil(look, clock, async ({ tip }) => {
    const requests = readRequests((await tip.read([REQUESTS_PATH])).get(REQUESTS_PATH) ?? "");
    return requests?.find((request) => request.kind === kind && request.name === name);
  });
}

/** Looks at the status branch until the run has ended; `changed` hears of each state on the way. */
export async function followRun(
  name: string,
  look: () => Promise<StatusReader>,
  clock: Clock,
  changed: (run: RunStatus) => void,
): Promise<RunStatus> {
  const named = parseRunName(name);
  let revision = 0;
  return lookUntil(look, clock, async ({ tip }) => {
    const run = named && (await readRun(tip, named.pipeline, named.number));
    if (!run) return undefined;
    if (run.metadata.revision !== revision) changed(run);
    revision = run.metadata.revision;
    return run.status.endedAt === undefined ? undefined : run;
  });
}

/** A remote that is away for a while is waited for too. */
async function lookUntil<Found>(
  look: () => Promise<StatusReader>,
  clock: Clock,
  find: (reader: StatusReader) => Promise<Found | undefined>,
): Promise<Found> {
  for (;;) {
    const found = await lookOnce(look, find);
    if (found !== undefined) return found;
    await new Promise<void>((wake) => clock.at(clock.now() + LOOK_EVERY_MS, wake));
  }
}

async function lookOnce<Found>(
  look: () => Promise<StatusReader>,
  find: (reader: StatusReader) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  try {
    const reader = await look();
    return await find(reader).finally(reader.close);
  } catch (error) {
    if (error instanceof OperationalError && error.retry === "later") return undefined;
    throw error;
  }
}
