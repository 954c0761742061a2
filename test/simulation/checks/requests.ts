import { digestOf } from "../../../src/base/digest.ts";
import { runName } from "../../../src/base/names.ts";
import type { RequestFate } from "../../../src/plan/plan.ts";
import { requestKey } from "../../../src/plan/request-key.ts";
import { readRequests } from "../../../src/status/requests-file.ts";
import { REQUESTS_PATH } from "../../../src/status/status-paths.ts";
import type { Check } from "../happenings.ts";
import { type RequestDocument, requestsIn, valuesOf } from "../requests.ts";
import type { Scene } from "../scene.ts";

/**
 * A request is carried out once, and only while it is the only one of its name; its fate names the run that it started
 * or cancelled, and each one that stands in the end has a fate.
 */
export function requestsOnce({ world, remote, runs, people }: Scene): Check {
  const fates = new Map<string, RequestFate>();
  const forgotten = new Set<string>();

  function documentsOf({ kind, name, commit }: RequestFate): readonly RequestDocument[] {
    const at = remote.commitOf(commit);
    return at ? requestsIn(at).filter((request) => request.kind === kind && request.name === name) : [];
  }

  function cancelled(key: string, { fate, name, run }: RequestFate, spec: string | undefined): void {
    if (fate === "accepted" && spec !== `run: ${run}`)
      world.violated(`the fate of ${name} names ${run}, and it asked for ${spec}`);
    const state = [...runs.values()].find(({ pipeline, number }) => runName(pipeline, number) === run);
    if (!state || forgotten.has(state.uid)) return;
    const isKept = "cancels" in state && state.cancels.some(({ by }) => by === key);
    if (fate === "accepted" && !isKept && !("endedAt" in state))
      world.violated(`the cancel ${name} of ${run} was accepted and is lost`);
    if (fate !== "accepted" && isKept) world.violated(`the cancel ${name} of ${run} counts, and its fate is ${fate}`);
  }

  return {
    forgotten: (uid) => void forgotten.add(uid),
    accepted({ starts, fates: decided }) {
      const requested = starts.filter(({ trigger }) => trigger.type === "request");
      for (const fate of decided) {
        const key = requestKey(fate);
        if (fates.has(key)) world.violated(`${fate.kind} ${fate.name} is carried out twice`);
        fates.set(key, fate);
        const documents = documentsOf(fate);
        if (documents.length !== 1)
          world.violated(`${fate.name} is carried out, and stands there ${documents.length} times`);
        if (fate.kind === "Cancel") cancelled(key, fate, documents[0]?.spec);
      }
      const named = decided.flatMap(({ kind, fate, run }) => (kind === "Run" && fate === "accepted" ? [run] : []));
      const started = requested.map(({ pipeline, number }) => runName(pipeline, number));
      if (named.sort().join() !== started.sort().join())
        world.violated(`requests start ${started.join()}, and their fates name ${named.join()}`);
    },
    ended() {
      const tip = remote.head("pilotage-status")?.files;
      const written = new Set(readRequests(tip?.get(REQUESTS_PATH)?.text ?? "")?.map(requestKey));
      for (const [key, { name }] of fates) if (!written.has(key)) world.violated(`the fate of ${name} is not in Git`);
      const head = remote.head("main");
      const requests = head ? requestsIn(head) : [];
      const standing = requests.filter(({ kind, name }) => {
        const isAlone = requests.filter((other) => other.kind === kind && other.name === name).length === 1;
        return isAlone && (kind === "Cancel" || people.standing.size > 0); // without any pipeline a Run waits
      });
      for (const { kind, name, spec } of standing)
        if (!fates.has(requestKey({ kind, name, digest: digestOf(valuesOf(spec)) })))
          world.violated(`${kind} ${name} for ${spec} has no fate`);
    },
  };
}
