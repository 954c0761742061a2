import { readFile } from "node:fs/promises";
import { SIGNING_PIPELINES } from "../../test/fixtures/signing-pipelines.ts";
import { until } from "../../test/fixtures/until.ts";
import { componentOf } from "../../test/journeys/definitions.ts";
import type { House } from "../house/house.ts";
import type { State } from "./case.ts";
import type { KeptDaemon } from "./kept-daemon.ts";

/** A state that a daemon can be brought to. */
interface Situation {
  /** From rest; a daemon is running. */
  reach(scene: Scene): Promise<void>;
  /** What goes on from there until all rests again. */
  goOn(scene: Scene): Promise<void>;
}

interface Scene {
  readonly house: House;
  readonly daemon: Pick<KeptDaemon, "look">;
}

const LIMIT_MS = 600_000;

export const SITUATIONS: { readonly [state in State]: Situation } = {
  idle: {
    reach: async () => {},
    goOn: askForAll,
  },
  "in flight": {
    async reach({ house, daemon }) {
      const before = await signatures(house);
      await house.ask("chain", "chain", "caller", "flaky");
      daemon.look();
      await until("several attempts run", async () => (await signatures(house)).length >= before.length + 3, LIMIT_MS);
    },
    goOn: askForAll,
  },
  backlog: {
    async reach({ house, daemon }) {
      const before = await signatures(house);
      await house.ask("chain", "chain", "chain", "flaky");
      daemon.look();
      await until("some attempts run", async () => (await signatures(house)).length > before.length, LIMIT_MS);
      house.remote.behaveAs("broken");
      const hasResult = async () =>
        (await signatures(house)).slice(before.length).some((line) => /\/last\//.test(line));
      await until("a result waits for the remote", hasResult, LIMIT_MS);
      for (const pipeline of ["chain", "caller", "doomed"] as const) await house.ask(pipeline);
    },
    async goOn(scene) {
      scene.house.remote.behaveAs("serving");
      await askForAll(scene);
    },
  },
};

/** One run of each pipeline, and a file that is parsed in a thread of its own because it is long. */
async function askForAll({ house, daemon }: Scene): Promise<void> {
  const description = `Of commit ${await house.repository.tip("main")}. ${"It is long. ".repeat(500)}`;
  const long = { "components/long.yaml": componentOf("long", { script: `# ${description}\ntrue` }) };
  await house.repository.commit({ ...long, ...house.requestsFor(...SIGNING_PIPELINES) }, "Requests");
  daemon.look();
}

async function signatures({ log }: House): Promise<readonly string[]> {
  return (await readFile(log, "utf8")).split("\n").filter((line) => line !== "");
}
