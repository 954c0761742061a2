import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { systemRandom as random } from "../../src/cli/system-random.ts";
import { createSqliteLedger } from "../../src/ledger/sqlite/sqlite-ledger.ts";
import { type Harm, unlikeSigned, unlikeVerdicts } from "../../test/fixtures/signing-pipelines.ts";
import { stepsBack } from "../../test/journeys/history.ts";
import { type Recorded, recorded } from "../../test/journeys/recorded.ts";
import { everyObject } from "../../test/journeys/texts-at.ts";
import type { House } from "./house.ts";

/**
 * Holds what the daemons left behind against what was promised: the history of the remote, the signatures of the
 * attempts, the ledger, the attempts' folders. All must be at rest, and no daemon may live.
 */
export async function auditHouse(house: House, secret: string, harm: Harm = {}): Promise<readonly string[]> {
  const status = await recorded(house.repository, house.statusBranch);
  return [
    ...numbersOf(status, house.runsDue),
    ...unlikeVerdicts(status, harm),
    ...(await unlikeSigned(house.log, status, harm)),
    ...(await stepsBack(house.repository, house.statusBranch)),
    ...(await unlikeForward(house)),
    ...(await strangeFiles(house)),
    ...(await leaks(house, secret)),
    ...(await unlikeLedger(house, status)),
    ...(await leftovers(house)),
  ];
}

/** Every run that is due is there once, numbered without a gap, and each request has the fate that names its run. */
function numbersOf({ phases, fates }: Recorded, due: number): readonly string[] {
  const broken: string[] = [];
  const runs = Object.keys(phases);
  if (runs.length !== due) broken.push(`${due} runs are due, and Git tells of ${runs.length}`);
  const numbers = Map.groupBy(runs, (run) => run.replace(/-\d+$/, ""));
  for (const [pipeline, { length }] of numbers)
    for (let number = 1; number <= length; number++)
      if (!(`${pipeline}-${number}` in phases)) broken.push(`${pipeline}-${number} is missing`);
  for (const [request, fate] of Object.entries(fates))
    if (!fate.startsWith("accepted")) broken.push(`${request} is ${fate}`);
  return broken;
}

/** The status branch still holds each place where it ever stood. */
async function unlikeForward({ repository, statusBranch }: House): Promise<readonly string[]> {
  const log = await repository.git("reflog", "show", "--format=%H", statusBranch);
  const held = new Set((await repository.git("rev-list", statusBranch)).split("\n"));
  return log
    .split("\n")
    .filter((sha) => !held.has(sha))
    .map((sha) => `the status branch stood at ${sha} and no longer holds it`);
}

/** The daemon writes nothing but what is its own, and on a branch that it shares no overview either. */
async function strangeFiles({ repository, statusBranch }: House): Promise<readonly string[]> {
  const ours = ["--committer=^Pilotage <", "--format=", "--name-only", "--no-renames"];
  const paths = new Set((await repository.git("log", ...ours, statusBranch)).split("\n"));
  const own = statusBranch === "main" ? "" : "README.md";
  return [...paths]
    .filter((path) => path !== "" && path !== own && !path.startsWith("status/"))
    .map((path) => `the daemon wrote ${path}`);
}

/** No secret and no keyed URL stands in any object of the repository. */
async function leaks({ repository }: House, secret: string): Promise<readonly string[]> {
  const objects = await everyObject(repository);
  const keyed = /\/c\/[\w-]+\/[0-9a-f]{20}\/[\w-]+\/\d+\/\d+\/\w+\/[\w-]{22}/.exec(objects);
  return [
    ...(objects.includes(secret) ? ["the secret stands in Git"] : []),
    ...(keyed ? [`a keyed URL stands in Git: ${keyed[0]}`] : []),
  ];
}

/** The ledger holds no run any more, and its cursors are those that Git tells. */
async function unlikeLedger({ state }: House, status: Recorded): Promise<readonly string[]> {
  const ledger = createSqliteLedger({ path: join(state, "ledger.sqlite"), random });
  const { runs, broken, cursors } = await ledger.open();
  await ledger.close();
  return [
    ...runs.map(({ pipeline, number }) => `the ledger still holds ${pipeline}-${number}`),
    ...broken.map(({ uid, message }) => `the ledger cannot read ${uid}: ${message}`),
    ...Array.from(cursors).flatMap(([pipeline, { generation, lastNumber }]) => {
      const told = status.pipeline(pipeline).cursor;
      const same = told?.generation === generation && told.lastNumber === lastNumber;
      return same ? [] : [`the cursor of ${pipeline} in Git differs from the ledger's`];
    }),
  ];
}

/** Every attempt is released. */
async function leftovers({ state }: House): Promise<readonly string[]> {
  const names = await readdir(join(state, "attempts")).catch(() => []);
  return names.map((name) => `the attempt ${name} is not released`);
}
