import { createAsk, type Work } from "./ask.ts";
import type { ModelRemote } from "./model-remote.ts";
import { pipelineText } from "./pipeline-text.ts";
import type { World } from "./world.ts";

/** What people did, for the checks. */
export interface People {
  /** How many versions of each pipeline were committed and valid: its meaning changed no more often. */
  readonly versions: ReadonlyMap<string, number>;
  /** The pipelines that are there and valid now. */
  readonly standing: ReadonlySet<string>;
  /** How often they have committed. */
  commits(): number;
}

const PIPELINES = ["alpha", "beta", "gamma"];

/** Some people who commit pipelines, edits, mistakes and requests, and take things back, all at random times. */
export function letPeopleWork(world: World, remote: ModelRemote): People {
  const random = world.randomOf("people");
  const ask = createAsk(random, remote);
  const versions = new Map<string, number>();
  const standing = new Set<string>();
  let commits = 0;

  function put(name: string): [string, string] {
    const version = (versions.get(name) ?? 0) + 1;
    versions.set(name, version);
    standing.add(name);
    return [`pipelines/${name}.yaml`, pipelineText(random, name, version)];
  }

  function changed(name: string): Work {
    return { message: `${name} changes`, files: new Map([put(name)]) };
  }

  function gone(name: string, text: string | null): Work {
    standing.delete(name);
    const message = `${name} is ${text === null ? "deleted" : "broken"}`;
    return { message, files: new Map([[`pipelines/${name}.yaml`, text]]) };
  }

  function somethingToDo(): Work {
    const name = random.pick(PIPELINES);
    switch (random.between(1, 9)) {
      case 1:
      case 2:
        return changed(name);
      case 3:
        return gone(name, null);
      case 4:
        return gone(name, "kind: Pipeline\nspec: {{");
      case 5:
        return ask.run(name, commits);
      case 6:
        return ask.cancel(commits);
      case 7:
      case 8:
        return ask.again(random.pick(PIPELINES), commits) ?? changed(name);
      default:
        return { message: "work on the program", files: new Map([["src/main.c", `// ${commits}\n`]]) };
    }
  }

  remote.commit("main", new Map(PIPELINES.slice(0, random.between(1, 3)).map(put)), "the first pipelines");
  const work = () => {
    if (!world.troubled || commits >= world.limits.commits) return;
    commits += 1;
    const { message, files } = somethingToDo();
    remote.commit("main", files, message);
    world.clock.at(world.clock.now() + random.between(100, 60_000), work);
  };
  world.clock.at(world.clock.now() + random.between(100, 30_000), work);
  return { versions, standing, commits: () => commits };
}
