import { stat } from "node:fs/promises";
import { SIGNING_PIPELINES } from "../../test/fixtures/signing-pipelines.ts";
import { until } from "../../test/fixtures/until.ts";
import type { DaemonProcess } from "../../test/journeys/a-daemon.ts";
import type { SeededRandom } from "../../test/simulation/seeded-random.ts";
import type { House } from "../house/house.ts";

/** Something that is seen to happen, from which on time is counted to a crash. */
export interface Moment {
  readonly name: string;
  /** Crashes are spread over this time from the moment on. */
  readonly withinMs: number;
  /** Does what makes it happen, and resolves when it happens. */
  come(house: House, daemon: DaemonProcess, random: SeededRandom): Promise<void>;
}

/** Of a daemon's process: Node starts, the ledger is opened, the branch is claimed, the first look is made. */
export const ITS_START: Moment = { name: "its start", withinMs: 600, come: async () => {} };

const A_COMMIT: Moment = {
  name: "a commit",
  withinMs: 500,
  async come(house, daemon, random) {
    await until("the daemon watches", () => daemon.output().includes('"watching"'), PATIENCE_MS);
    await house.ask(random.pick(SIGNING_PIPELINES));
  },
};

/** They are short: their ends lie in the time that follows. */
const AN_ATTEMPT: Moment = {
  name: "the beginning of an attempt",
  withinMs: 600,
  async come(house, _, random) {
    const signed = (await stat(house.log)).size;
    await house.ask(random.pick(SIGNING_PIPELINES));
    await until("an attempt signs", async () => (await stat(house.log)).size > signed, PATIENCE_MS);
  },
};

const A_PUSH: Moment = {
  name: "a push",
  withinMs: 100,
  async come(house, _, random) {
    const pushes = () => house.remote.requests.filter((request) => request.endsWith("/git-receive-pack")).length;
    const before = pushes();
    await house.ask(random.pick(SIGNING_PIPELINES));
    await until("the daemon pushes", () => pushes() > before, PATIENCE_MS);
  },
};

/** Whoever does nothing for so long is stuck. */
const PATIENCE_MS = 120_000;

const IN_TURN = [ITS_START, A_COMMIT, AN_ATTEMPT, A_PUSH] as const;

/** All in turn, by the number of the crash. */
export function momentOf(nth: number): Moment {
  return IN_TURN[nth % IN_TURN.length] ?? ITS_START;
}
