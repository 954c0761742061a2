import { runName } from "../../../src/base/names.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** What a run does is what its pipeline says at the run's own commit. */
export function plansFit({ world, remote }: Scene): Check {
  return {
    accepted({ starts }) {
      for (const { pipeline, number, commit, plan } of starts) {
        const text = remote.commitOf(commit)?.files.get(`pipelines/${pipeline}.yaml`)?.text ?? "";
        const version = /VERSION: "(\d+)"/.exec(text)?.[1];
        if (!JSON.stringify(plan).includes(`"VERSION":{"value":"${version}"}`))
          world.violated(`${runName(pipeline, number)} does not do what its commit says`);
      }
    },
  };
}
