import type { ModelRemote } from "./model-remote.ts";
import type { World } from "./world.ts";

/** What people did, for the checks: how often each pipeline's meaning changed, and which requests were made. */
export interface People {
  /** Versions of each pipeline that were committed and valid, deletions between them counted as such. */
  readonly versions: ReadonlyMap<string, number>;
  /** Names of Run requests by pipeline. */
  readonly requests: ReadonlyMap<string, string>;
  /** The pipelines that are there and valid now. */
  readonly standing: ReadonlySet<string>;
}

const NAMES = ["alpha", "beta", "gamma"];

/** Some people who commit pipelines, edits, mistakes, requests, and take things back, all at random times. */
export function letPeopleWork(world: World, remote: ModelRemote): People {
  const { random } = world;
  const versions = new Map<string, number>();
  const requests = new Map<string, string>();
  const standing = new Set<string>();
  let serial = 0;

  function put(name: string): [string, string] {
    versions.set(name, (versions.get(name) ?? 0) + 1);
    standing.add(name);
    return [`pipelines/${name}.yaml`, pipelineText(world, name, versions.get(name) ?? 0)];
  }

  /** One commit: its message, and its files by path; null takes one away. */
  function somethingToCommit(): [string, [string, string | null]] {
    const name = random.pick(NAMES);
    serial += 1;
    switch (random.between(1, 8)) {
      case 1:
      case 2:
        return [`${name} changes`, put(name)];
      case 3:
        standing.delete(name);
        return [`${name} is deleted`, [`pipelines/${name}.yaml`, null]];
      case 4:
        standing.delete(name);
        return [`${name} is broken`, [`pipelines/${name}.yaml`, "kind: Pipeline\nspec: {{"]];
      case 5:
      case 6: {
        if (!standing.has(name)) return [`${name} comes`, put(name)];
        const ask = `ask-${serial}`;
        requests.set(ask, name);
        return [`${ask} for ${name}`, [`runs/${ask}.yaml`, request("Run", ask, `pipeline: ${name}`)]];
      }
      case 7: {
        const [stop, run] = [`stop-${serial}`, `${name}-${random.between(1, 4)}`];
        return [`${stop} for ${run}`, [`runs/${stop}.yaml`, request("Cancel", stop, `run: ${run}`)]];
      }
      default:
        return ["work on the program", ["src/main.c", `// ${serial}\n`]];
    }
  }

  remote.commit(new Map(NAMES.slice(0, random.between(1, 3)).map(put)), "the first pipelines");
  const work = () => {
    if (!world.troubled) return;
    const [message, file] = somethingToCommit();
    remote.commit(new Map([file]), message);
    world.clock.at(world.clock.now() + random.between(100, 60_000), work);
  };
  world.clock.at(world.clock.now() + random.between(100, 30_000), work);
  return { versions, requests, standing };
}

function request(kind: string, name: string, spec: string): string {
  return `apiVersion: pilotage/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: { ${spec} }\n`;
}

/** A pipeline of a shape that chance decides once for each version; \`version\` in its env makes each one differ. */
function pipelineText(world: World, name: string, version: number): string {
  const { random } = world;
  const action = (n: number, more = "") =>
    `        - name: a${n}${more}
          retry: { limit: ${random.between(0, 2)}, backoff: 1s, on: [disrupted, lost, failed] }
          spec:
            command: [work]
            outputs: { n: { type: integer, optional: true } }
            timeout: 30s
            grace: 5s
            stopGrace: 2s`;
  return `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: ${name} }
spec:
  env: { VERSION: "${version}" }
  concurrency: { limit: ${random.between(1, 2)} }
  stages:
    - name: one
      mode: ${random.pick(["parallel", "sequence"])}
      failFast: ${random.oneIn(2)}
      actions:
${action(1)}
${action(2, random.oneIn(2) ? "\n          continueOnFailure: true" : "")}
    - name: two
      actions:
${action(3)}
  finally:
    - name: last
      spec: { command: [tell], timeout: 10s }
`;
}
