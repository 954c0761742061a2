import { parse } from "yaml";
import { canonicalJson } from "../../src/base/digest.ts";
import { runName } from "../../src/base/names.ts";
import type { Capability } from "../../src/contract/capability.ts";
import type { Acceptance } from "../../src/ledger/port.ts";
import type { Cursor } from "../../src/plan/plan.ts";
import type { AttemptKey } from "../../src/run/run-event.ts";
import type { AttemptState, RunState, Seal } from "../../src/run/run-state.ts";
import type { Commit, ModelRemote } from "./model-remote.ts";
import { nameOf } from "./model-runtime.ts";
import type { People } from "./people.ts";
import type { World } from "./world.ts";

/** What must hold after every step, and in the end. Each check says what it saw. */
export interface Checks {
  accepted(acceptance: Acceptance): void;
  saved(states: readonly RunState[]): void;
  started(attempt: AttemptKey): void;
  answered(capability: Capability, status: number): void;
  /** Looks at status commits not seen yet. */
  step(): void;
  end(): void;
  /** How many runs were accepted. */
  runs(): number;
}

export function createChecks(world: World, remote: ModelRemote, people: People): Checks {
  const runs = new Map<string, RunState>();
  const cursors = new Map<string, Cursor>();
  const changes = new Map<string, number>();
  const requested = new Set<string>();
  const seals = new Map<string, string>();
  const starts = new Set<string>();
  /** Attempts whose result was answered with 200. */
  const results = new Set<string>();
  let commitsSeen = 0;

  function accepted({ starts: begun, cursors: moves }: Acceptance): void {
    for (const state of begun) {
      const run = runName(state.pipeline, state.number);
      if (runs.has(state.uid)) world.violated(`${run} is accepted twice`);
      runs.set(state.uid, state);
      if (state.trigger.type === "request") {
        if (requested.has(state.trigger.request))
          world.violated(`request ${state.trigger.request} starts a second run, ${run}`);
        requested.add(state.trigger.request);
      } else {
        changes.set(state.pipeline, (changes.get(state.pipeline) ?? 0) + 1);
        const versions = people.versions.get(state.pipeline) ?? 0;
        if ((changes.get(state.pipeline) ?? 0) > versions)
          world.violated(`${run}: ${state.pipeline} has started more often than it has changed (${versions})`);
      }
    }
    for (const { pipeline, to } of moves) {
      const from = cursors.get(pipeline);
      if (from && (to.generation < from.generation || to.lastNumber < from.lastNumber))
        world.violated(`the cursor of ${pipeline} goes back`);
      cursors.set(pipeline, to);
    }
  }

  function saved(states: readonly RunState[]): void {
    for (const state of states) {
      runs.set(state.uid, state);
      for (const { key, attempt } of attemptsOf(state)) {
        if (!attempt.seal) continue;
        const verdict = verdictOf(attempt.seal);
        const before = seals.get(key);
        if (before !== undefined && before !== verdict)
          world.violated(`the verdict of ${key} changes from ${before} to ${verdict}`);
        seals.set(key, verdict);
        if (attempt.seal.reason === "timeout" && results.has(key)) {
          world.violated(`${key} is sealed as timed out although its result is stored`);
        }
      }
    }
  }

  function started(attempt: AttemptKey): void {
    const key = nameOf(attempt);
    if (starts.has(key)) world.violated(`${key} is started twice`);
    starts.add(key);
    if (!attemptOf(runs.get(attempt.uid), attempt.action, attempt.attempt))
      world.violated(`${key} is started before it is saved`);
  }

  function answered({ uid, action, attempt, what }: Capability, status: number): void {
    if (status !== 200) return;
    const run = runs.get(uid);
    const state = attemptOf(run, action, attempt);
    if (!state?.calls.some((call) => call.event === what))
      world.violated(`${what} of ${action}, attempt ${attempt}, was answered 200 and is not stored`);
    if (run && what === "TASK_RESULT") results.add(`${runName(run.pipeline, run.number)}/${action}/0/${attempt}`);
  }

  function step(): void {
    for (; commitsSeen < remote.status.length; commitsSeen++) {
      const [before, after] = [remote.status[commitsSeen - 1], remote.status[commitsSeen]];
      if (after?.by === "daemon") checkCommit(world, before, after);
    }
  }

  function end(): void {
    const tip = remote.status.at(-1)?.files;
    for (const state of runs.values()) {
      const run = runName(state.pipeline, state.number);
      const text = tip?.get(`status/runs/${state.pipeline}/${state.number}.yaml`);
      const phase = text === undefined ? "missing" : parse(text).status.phase;
      if (!["succeeded", "failed", "cancelled"].includes(phase))
        world.violated(`${run} is ${phase} in Git after the end`);
    }
    const fates: readonly { readonly name: string }[] = parse(
      tip?.get("status/requests.yaml") ?? "requests: []",
    ).requests;
    for (const request of people.requests.keys()) {
      if (!fates.some(({ name }) => name === request)) world.violated(`request ${request} has no fate`);
    }
    for (const pipeline of people.standing) {
      const version = String(people.versions.get(pipeline));
      const ran = [...runs.values()].some(
        (state) =>
          state.pipeline === pipeline && JSON.stringify(state.plan).includes(`"VERSION":{"value":"${version}"}`),
      );
      if (!ran) world.violated(`version ${version} of ${pipeline} was never run`);
    }
  }

  return { accepted, saved, started, answered, step, end, runs: () => runs.size };
}

/** Only our own files, and each only forward. */
function checkCommit(world: World, before: Commit | undefined, after: Commit): void {
  for (const path of new Set([...(before?.files.keys() ?? []), ...after.files.keys()])) {
    const [old, now] = [before?.files.get(path), after.files.get(path)];
    if (old === now) continue;
    if (!path.startsWith("status/") && path !== "README.md") world.violated(`a status commit touches ${path}`);
    const [from, to] = [revisionOf(old), revisionOf(now)];
    if (from !== undefined && to !== undefined && to <= from)
      world.violated(`${path} goes from revision ${from} to ${to}`);
    if (from !== undefined && now !== undefined && to === undefined) world.violated(`${path} has lost its revision`);
  }
}

function revisionOf(text: string | undefined): number | undefined {
  const found = text === undefined ? undefined : /\brevision: (\d+)/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function attemptsOf(state: RunState): readonly { readonly key: string; readonly attempt: AttemptState }[] {
  if (!("actions" in state)) return [];
  return Object.entries(state.actions).flatMap(([action, one]) =>
    "attempts" in one
      ? one.attempts.map((attempt) => ({
          key: `${runName(state.pipeline, state.number)}/${action}/0/${attempt.number}`,
          attempt,
        }))
      : [],
  );
}

function attemptOf(state: RunState | undefined, action: string, attempt: number): AttemptState | undefined {
  const one = state && "actions" in state ? state.actions[action] : undefined;
  return one && "attempts" in one ? one.attempts.find(({ number }) => number === attempt) : undefined;
}

function verdictOf({ phase, reason, outputs }: Seal): string {
  return `${phase} ${reason ?? ""} ${canonicalJson(outputs)}`;
}
