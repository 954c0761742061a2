import { setTimeout } from "node:timers/promises";
import { watchBranchMoves } from "../../bench/branch-moves.ts";
import type { Behaviour } from "../../test/fixtures/git-http-server.ts";
import { SIGNING_PIPELINES } from "../../test/fixtures/signing-pipelines.ts";
import { until } from "../../test/fixtures/until.ts";
import { gatherCrowd } from "../contention/crowd.ts";
import { lostPushes } from "../contention/lost-pushes.ts";
import { type House, openHouse } from "../house/house.ts";
import { recordedEnds } from "../house/recorded-ends.ts";
import { saidOfRuns } from "../house/said-of-runs.ts";
import { watchDaemon } from "../house/watch-daemon.ts";
import type { Evidence } from "../proof.ts";
import { outOfOrder } from "./out-of-order.ts";

/** How the remote is away, where the status lies, and how long at least. */
export interface Away {
  readonly how: Extract<Behaviour, "refusing" | "broken" | "silent" | "trickling">;
  readonly statusBranch: "pilotage-status" | "main";
  readonly leastMs: number;
}

/** The house that this happens to, and its size. */
export interface Outage extends Away {
  readonly seed: number;
  /** Of attempts, in the time of the outage. */
  readonly results: number;
  /** Where the status lies on the watched branch: who pushes there as soon as the remote is back. */
  readonly people: number;
}

/** One outage from its beginning to the last record after it. */
export async function surviveOutage(outage: Outage): Promise<Evidence> {
  const { how, statusBranch, leastMs, results, people, seed } = outage;
  await using house = await openHouse({ statusBranch });
  using watched = watchBranchMoves(house.repository.path);
  await using daemon = house.startDaemon(["--poll", "2s"]);
  await house.rested();
  await askFor(house, results);
  await until("all is accepted", () => saidOfRuns(daemon).accepted === house.runsDue, PATIENCE_MS);

  const wentAt = Date.now();
  house.remote.behaveAs(how);
  const watch = await watchDaemon(daemon, house.state);
  await until("all has ended", () => saidOfRuns(daemon).ended === house.runsDue, PATIENCE_MS);
  await setTimeout(Math.max(0, wentAt + leastMs - Date.now()));

  const asked = house.remote.requests.length;
  const backAt = Date.now();
  house.remote.behaveAs("serving");
  const writers = statusBranch === "main" ? people : 0;
  await using crowd = await gatherCrowd(house, { seed, writers, restMs: [0, 500], betweenMs: [0, 300] });
  await until("the people's pushes are through", () => crowd.pushed().length >= writers, PATIENCE_MS);
  await crowd.stop();
  await house.rested(PATIENCE_MS);
  const load = await watch.stop();
  await daemon.stop();

  const ends = await recordedEnds(house.repository, statusBranch, watched.moves);
  const meanwhile = ends.filter(({ endedAt }) => endedAt >= wentAt && endedAt <= backAt);
  const recordedAt = Math.max(...meanwhile.map((end) => end.recordedAt));
  const pushes = house.remote.requests.slice(asked).filter((request) => PUSH.test(request)).length;
  return {
    figures: [
      { name: "outage", value: (backAt - wentAt) / 1_000, unit: "s" },
      { name: "runs that ended meanwhile", value: meanwhile.length, unit: "runs" },
      { name: "return → all of them recorded", value: (recordedAt - backAt) / 1_000, unit: "s", goal: { atMost: 60 } },
      { name: "pushes until all was at rest", value: pushes, unit: "pushes", goal: { atMost: 20 } },
      ...(writers === 0 ? [] : [{ name: "pushes of people meanwhile", value: crowd.pushed().length, unit: "pushes" }]),
      ...load,
    ],
    broken: [
      ...(await house.audit()),
      ...(await lostPushes(house.repository, statusBranch, crowd.pushed())),
      ...outOfOrder(meanwhile),
    ],
  };
}

const PATIENCE_MS = 300_000;
const PUSH = /^POST .*\/git-receive-pack$/;

/** Of these four pipelines together come eleven attempts. */
async function askFor(house: House, results: number): Promise<void> {
  const asked = Array.from({ length: Math.ceil(results / 11) }, () => SIGNING_PIPELINES).flat();
  await house.repository.commitOn("main", house.requestsFor(...asked));
}
