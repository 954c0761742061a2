import { runName } from "../../../src/base/names.ts";
import { runStatusPath } from "../../../src/status/status-paths.ts";
import type { Check } from "../happenings.ts";
import { lostRuns } from "../lost-runs.ts";
import type { Scene } from "../scene.ts";

/** In the end every run has ended and stands in Git as it did, and the last version of every pipeline has run. */
export function allIsWritten({ world, remote, people, runs }: Scene): Check {
  const { lost, ...listening } = lostRuns();

  return {
    ...listening,
    ended() {
      const files = remote.head("pilotage-status")?.files;
      for (const state of runs.values()) {
        const { uid, pipeline, number, phase } = state;
        const written = /^ {2}phase: (\w+)$/m.exec(files?.get(runStatusPath(pipeline, number))?.text ?? "")?.[1];
        if (!("endedAt" in state)) world.violated(`${runName(pipeline, number)} has not ended`);
        else if (written !== phase && !lost.has(uid))
          world.violated(`${runName(pipeline, number)} is ${phase}, and ${written ?? "missing"} in Git`);
      }
      for (const pipeline of people.standing) {
        const version = `"VERSION":{"value":"${people.versions.get(pipeline)}"}`;
        const ran = [...runs.values()].filter((state) => state.pipeline === pipeline);
        if (!ran.some(({ plan }) => JSON.stringify(plan).includes(version)))
          world.violated(`the last version of ${pipeline} was never run`);
      }
    },
  };
}
