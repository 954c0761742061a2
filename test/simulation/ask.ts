import type { Changes, Commit, ModelRemote } from "./model-remote.ts";
import { type RequestDocument, requestText } from "./requests.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** What somebody commits, and how they call it. */
export interface Work {
  readonly message: string;
  readonly files: Changes;
}

/** How people ask: for runs, for the end of runs, and all of it twice, not at all, or otherwise than before. */
export interface Ask {
  run(pipeline: string, serial: number): Work;
  cancel(serial: number): Work;
  /** Something with a request that was made before; undefined where there is none. */
  again(otherPipeline: string, serial: number): Work | undefined;
}

export function createAsk(random: SeededRandom, remote: ModelRemote): Ask {
  /** By path, those that were deleted too. */
  const made = new Map<string, RequestDocument>();

  function write(path: string, request: RequestDocument): readonly [string, string] {
    made.set(path, request);
    return [path, requestText(request)];
  }

  return {
    run(pipeline, serial) {
      const name = `ask-${serial}`;
      const earlier = random.oneIn(4) ? `, commit: ${remote.head("main")?.sha}` : "";
      const request: RequestDocument = { kind: "Run", name, spec: `pipeline: ${pipeline}${earlier}` };
      const files = new Map([write(`runs/${name}.yaml`, request)]);
      if (random.oneIn(6)) files.set(...write(`runs/${name}-copy.yaml`, request));
      return { message: `${name} for ${pipeline}${files.size > 1 ? ", twice" : ""}`, files };
    },
    cancel(serial) {
      const [name, run] = [`stop-${serial}`, someRun(remote.head("pilotage-status"), random)];
      const file = write(`runs/${name}.yaml`, { kind: "Cancel", name, spec: `run: ${run}` });
      return { message: `${name} for ${run}`, files: new Map([file]) };
    },
    again(otherPipeline, serial) {
      if (made.size === 0) return undefined;
      const [path, request] = random.pick([...made]);
      const { kind, name } = request;
      switch (random.between(1, 4)) {
        case 1:
          return { message: `${name} in another place`, files: new Map([write(`runs/copy-${serial}.yaml`, request)]) };
        case 2:
          return { message: `${name} is deleted`, files: new Map([[path, null]]) };
        case 3:
          return { message: `${name} is there again`, files: new Map([[path, requestText(request)]]) };
        default: {
          const spec = kind === "Run" ? `pipeline: ${otherPipeline}` : request.spec;
          return { message: `${name} for ${spec}`, files: new Map([write(path, { ...request, spec })]) };
        }
      }
    },
  };
}

/** Mostly one that goes on, as far as the status branch says; otherwise any, be it there or not. */
function someRun(tip: Commit | undefined, random: SeededRandom): string {
  const runs = [...(tip?.files ?? [])].flatMap(([path, { text }]) => {
    const [, pipeline, number] = /^status\/runs\/(\w+)\/(\d+)\.yaml$/.exec(path) ?? [];
    return pipeline ? [{ name: `${pipeline}-${number}`, goesOn: /^ {2}phase: (queued|running)$/m.test(text) }] : [];
  });
  const going = runs.filter(({ goesOn }) => goesOn);
  if (runs.length === 0 || random.oneIn(8)) return `alpha-${random.between(1, 9)}`;
  return random.pick(going.length > 0 ? going : runs).name;
}
