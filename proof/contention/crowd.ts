import type { Files } from "../../test/fixtures/commit-stream.ts";
import { startGitHttpServer } from "../../test/fixtures/git-http-server.ts";
import { seededRandom } from "../../test/simulation/seeded-random.ts";
import type { House } from "../house/house.ts";
import { type ForeignPush, type OutsiderOptions, startOutsider } from "./outsider.ts";

/** Outsiders who write to the status branch of a house, through a door of their own, so that the daemon's requests can be counted. */
export interface Crowd extends AsyncDisposable {
  pushed(): readonly ForeignPush[];
  /** Resolves once all that they began is through; rejects where one never came through. */
  stop(): Promise<void>;
}

export interface CrowdOptions extends Pick<OutsiderOptions, "restMs" | "betweenMs"> {
  readonly writers: number;
  readonly seed: number;
  /** What else goes with each of their commits. */
  readonly more?: () => Files;
}

export async function gatherCrowd(house: House, options: CrowdOptions): Promise<Crowd> {
  const { writers, seed, more = () => ({}), ...pace } = options;
  const door = await startGitHttpServer(house.repository.path);
  const outsiders = Array.from({ length: writers }, (_, index) => {
    const name = `outsider-${index + 1}`;
    return startOutsider({
      ...pace,
      name,
      folder: house.repository.folder,
      url: door.url,
      branch: house.statusBranch,
      filesOf: (nth) => ({ [`outside/${name}-${nth}.md`]: `${name} was here, ${nth} times\n`, ...more() }),
      random: seededRandom(seed, name),
    });
  });
  const stop = async () => void (await Promise.all(outsiders.map((outsider) => outsider.stop())));
  return {
    pushed: () => outsiders.flatMap(({ pushed }) => pushed),
    stop,
    async [Symbol.asyncDispose]() {
      await stop().catch(() => {}); // who wanted to know has asked
      await door.close();
    },
  };
}
