import { watchBranchMoves } from "../../bench/branch-moves.ts";
import type { Figure } from "../../bench/figure.ts";
import { quantile } from "../../bench/quantile.ts";
import { SIGNING_PIPELINES, type SigningPipeline } from "../../test/fixtures/signing-pipelines.ts";
import { until } from "../../test/fixtures/until.ts";
import { type House, openHouse } from "../house/house.ts";
import { recordedEnds } from "../house/recorded-ends.ts";
import { saidOfRuns } from "../house/said-of-runs.ts";
import { watchDaemon } from "../house/watch-daemon.ts";
import type { Evidence } from "../proof.ts";
import { type CrowdOptions, gatherCrowd } from "./crowd.ts";
import { lostPushes } from "./lost-pushes.ts";
import type { ForeignPush } from "./outsider.ts";

export interface Contest extends Omit<CrowdOptions, "more"> {
  /** On the watched branch it is the outsiders who ask for the runs, with each of their commits. */
  readonly statusBranch: "pilotage-status" | "main";
  readonly runs: number;
}

/** Runs that end while outsiders push to the branch that the daemon records on. */
export async function contend(contest: Contest): Promise<Evidence> {
  const { statusBranch, runs } = contest;
  await using house = await openHouse({ statusBranch });
  using watched = watchBranchMoves(house.repository.path);
  await using daemon = house.startDaemon(["--poll", "10s"]);
  await house.rested();
  const asked = house.remote.requests.length;
  const watch = await watchDaemon(daemon, house.state);
  const wanted = Array.from({ length: runs }, (_, index) => SIGNING_PIPELINES[index % 4] ?? "chain");
  if (statusBranch !== "main") await house.ask(...wanted.splice(0));
  const more = () => nextRequest(house, wanted);
  await using crowd = await gatherCrowd(house, { ...contest, more });
  const haveEnded = () => wanted.length === 0 && saidOfRuns(daemon).ended === house.runsDue;
  await until("all runs have ended", haveEnded, PATIENCE_MS);
  await house.rested(PATIENCE_MS);
  await crowd.stop();
  await house.rested(PATIENCE_MS);
  const load = await watch.stop();
  await daemon.stop();

  const ends = await recordedEnds(house.repository, statusBranch, watched.moves);
  return {
    figures: [
      ...recordFigures(ends.map(({ endedAt, recordedAt }) => recordedAt - endedAt)),
      ...pushFigures(house.remote.requests.slice(asked)),
      ...crowdFigures(crowd.pushed()),
      ...load,
    ],
    broken: [...(await house.audit()), ...(await lostPushes(house.repository, statusBranch, crowd.pushed()))],
  };
}

const PATIENCE_MS = 400_000;

function nextRequest(house: House, wanted: SigningPipeline[]) {
  const pipeline = wanted.pop();
  return pipeline === undefined ? {} : house.requestsFor(pipeline);
}

function recordFigures(delays: readonly number[]): readonly Figure[] {
  const seconds = (share: number) => quantile(delays, share) / 1_000;
  const note = `${delays.length} runs`;
  return [
    { name: "end of a run → the remote says so, p50", value: seconds(0.5), unit: "s", note },
    { name: "end of a run → the remote says so, p99", value: seconds(0.99), unit: "s", goal: { atMost: 10 } },
  ];
}

/** What the daemon asked the remote for: each push begins by asking where the branch stands. */
function pushFigures(requests: readonly string[]): readonly Figure[] {
  const tries = requests.filter((request) => request.endsWith("?service=git-receive-pack")).length;
  const sent = requests.filter((request) => /^POST .*\/git-receive-pack$/.test(request)).length;
  return [
    { name: "pushes of the daemon that were tried", value: tries, unit: "pushes" },
    { name: "of these, sent: nobody was faster so far", value: sent, unit: "pushes" },
  ];
}

function crowdFigures(pushes: readonly ForeignPush[]): readonly Figure[] {
  const tries = pushes.map((push) => push.tries);
  const total = tries.reduce((sum, each) => sum + each, 0);
  const times = pushes.map(({ ms }) => ms / 1_000);
  return [
    { name: "pushes of the outsiders that came through", value: pushes.length, unit: "pushes" },
    { name: "tries for one of them, on average", value: total / pushes.length, unit: "tries" },
    { name: "tries for one of them, at most", value: Math.max(...tries), unit: "tries" },
    { name: "time until one came through, p50", value: quantile(times, 0.5), unit: "s" },
    { name: "time until one came through, at most", value: Math.max(...times), unit: "s" },
  ];
}
