import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Files } from "../../test/fixtures/commit-stream.ts";
import { type GitHttpServer, startGitHttpServer } from "../../test/fixtures/git-http-server.ts";
import { type Harm, type SigningPipeline, signingPipelines } from "../../test/fixtures/signing-pipelines.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../../test/fixtures/temporary-repository.ts";
import { until } from "../../test/fixtures/until.ts";
import { type DaemonProcess, type Place, startDaemon } from "../../test/journeys/a-daemon.ts";
import { runOf } from "../../test/journeys/definitions.ts";
import { recordedUntil } from "../../test/journeys/recorded.ts";
import { auditHouse } from "./audit.ts";

/** One repository served over HTTP, pipelines whose attempts sign what they do, and the daemons that are started on it. */
export interface House extends AsyncDisposable {
  readonly repository: TemporaryRepository;
  readonly remote: GitHttpServer;
  readonly statusBranch: string;
  /** The daemons' state directory. */
  readonly state: string;
  /** Where each attempt signs. */
  readonly log: string;
  /** How many runs must come of what was committed so far. */
  readonly runsDue: number;
  /** Files that ask for a run of each of these, for whoever commits them: from now on the runs are due. */
  requestsFor(...pipelines: readonly SigningPipeline[]): Files;
  /** Commits them; not on a branch that a daemon writes too. */
  ask(...pipelines: readonly SigningPipeline[]): Promise<void>;
  startDaemon(flags?: readonly string[], place?: Omit<Place, "url" | "state">): DaemonProcess;
  /** Waits until every run that is due has ended and Git says so. */
  rested(limitMs?: number): Promise<void>;
  /** What is not as was promised, once all is at rest and no daemon lives; there must be nothing. */
  audit(harm?: Harm): Promise<readonly string[]>;
}

/** It must not be found in anything that is written. */
const SECRET = "hunter22-of-the-house";

/** One whose pipelines are there, so that the first daemon starts a run of each. */
export async function openHouse({ statusBranch = "pilotage-status" } = {}): Promise<House> {
  const repository = await createTemporaryRepository();
  const remote = await startGitHttpServer(repository.path);
  const [log, secrets] = [join(repository.folder, "attempts.log"), join(repository.folder, "secrets.yaml")];
  await writeFile(log, "");
  await writeFile(secrets, `house: { key: ${SECRET} }\n`, { mode: 0o600 });
  await repository.git("config", "core.logAllRefUpdates", "always"); // each place where a branch ever stood
  const pipelines = signingPipelines(log, { TOKEN: { secret: { name: "house", key: "key" } } });
  await repository.commit(pipelines, "The pipelines of the house");
  const stateName = "state";
  let runsDue = Object.keys(pipelines).length; // a new definition is a change
  let requests = 0;

  const house: House = {
    repository,
    remote,
    statusBranch,
    state: join(repository.folder, stateName),
    log,
    get runsDue() {
      return runsDue;
    },
    requestsFor(...asked) {
      const names = asked.map((pipeline) => [`ask-${++requests}`, pipeline] as const);
      runsDue += names.length;
      return Object.fromEntries(names.map(([name, pipeline]) => [`runs/${name}.yaml`, runOf(name, { pipeline })]));
    },
    async ask(...asked) {
      await repository.commit(house.requestsFor(...asked), `${asked.length} requests`);
    },
    startDaemon(flags = [], place = {}) {
      const always = ["--poll", "300ms", "--max-active-actions", "6", "--secrets", secrets];
      const where = ["--status-branch", statusBranch];
      return startDaemon(repository, [...always, ...where, ...flags], { ...place, url: remote.url, state: stateName });
    },
    async rested(limitMs = 120_000) {
      await recordedUntil(
        repository,
        `all ${runsDue} runs have ended`,
        ({ phases }) => {
          const ended = Object.values(phases).filter((phase) => /^(succeeded|failed|cancelled)$/.test(phase));
          return ended.length >= runsDue && ended.length === Object.keys(phases).length;
        },
        { branch: statusBranch, limitMs },
      );
      await until("the daemon has nothing left to do", () => isIdle(join(repository.folder, stateName)), limitMs);
    },
    audit: (harm) => auditHouse(house, SECRET, harm),
    async [Symbol.asyncDispose]() {
      await remote.close();
      await repository.close();
    },
  };
  return house;
}

/** Whether a daemon says of itself that it holds no run and that all is recorded. */
async function isIdle(state: string): Promise<boolean> {
  const port = await readFile(join(state, "listener-port"), "utf8");
  const page = await fetch(`http://127.0.0.1:${Number(port)}/readyz`).catch(() => undefined);
  const { details } = ((await page?.json()) ?? {}) as { readonly details?: { activeRuns: number; recorded: boolean } };
  return details?.activeRuns === 0 && details.recorded;
}
