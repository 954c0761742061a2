import type { Assignment } from "../../src/contract/assignment.ts";
import type { AttemptKey, Observation } from "../../src/run/run-event.ts";
import type { Runtime } from "../../src/runtime/port.ts";
import type { Behaviour } from "./components.ts";
import type { Happenings } from "./happenings.ts";
import { type ModelAttempt, nameOf, observationOf } from "./model-attempt.ts";
import { type Life, pause, type World } from "./world.ts";

export interface ModelRuntime {
  runtimeOf(life: Life): Runtime;
  /** Somebody kills a running attempt by hand. */
  killOne(): void;
}

interface Parts {
  readonly tell: Pick<Happenings, "started" | "ending">;
  readonly behaviourOf: (assignment: Assignment) => Behaviour;
  /** One call; the status of its answer. */
  readonly call: (
    assignment: Assignment,
    act: Behaviour[number] & { readonly type: "call" },
  ) => Promise<number | undefined>;
}

const READ = { refusedOneIn: 40, slowestMs: 20 } as const;

/** A machine on which programs run: it outlives the daemon, and tells it once of what has changed. */
export function modelRuntime(world: World, { tell, behaviourOf, call }: Parts): ModelRuntime {
  const attempts = new Map<string, ModelAttempt>();
  const looks = new Map<(attempt: AttemptKey) => void, Life>();

  function end(attempt: ModelAttempt, how: { readonly exitCode: number } | { readonly signal: string }): void {
    if (attempt.state === "ended") return;
    Object.assign(attempt, { state: "ended", endedAt: world.clock.now() }, how);
    world.say(`    ${nameOf(attempt.key)} ends: ${"signal" in how ? how.signal : how.exitCode}`);
    const soon = world.random.oneIn(4) ? 1_000 : world.random.between(0, 20);
    world.clock.at(world.clock.now() + soon, () => {
      for (const [look, life] of looks) if (life.alive) look(attempt.key);
    });
  }

  async function live(attempt: ModelAttempt, assignment: Assignment): Promise<void> {
    for (const act of behaviourOf(assignment)) {
      if (act.type === "call") {
        const answered = callUntilAnswered(attempt, assignment, act);
        if (act.waits) await answered;
        continue;
      }
      if (attempt.state === "ended") return;
      if (act.type === "wait") await pause(world.clock, act.ms);
      else if (act.type === "say") attempt.log += act.text;
      else end(attempt, { exitCode: act.code });
    }
  }

  /** Until it has an answer that is not "again", as the contract says; a dead program calls only where it is late on purpose. */
  async function callUntilAnswered(...[attempt, assignment, act]: [ModelAttempt, ...Parameters<Parts["call"]>]) {
    for (let tries = 0; tries < 200 && (act.late || attempt.state === "running"); tries++) {
      const status = await call(assignment, act);
      world.say(`    ${nameOf(attempt.key)} calls ${act.event}: ${status ?? "no answer"}`);
      if (status !== undefined && status < 429) return;
      await pause(world.clock, world.random.between(200, 5_000));
    }
  }

  async function stop(attempt: ModelAttempt, graceMs: number): Promise<void> {
    if (attempt.state !== "running") return;
    const patience = world.random.oneIn(3) ? graceMs : world.random.between(0, graceMs);
    await pause(world.clock, patience);
    end(attempt, { signal: patience === graceMs ? "SIGKILL" : "SIGTERM" });
  }

  return {
    killOne() {
      const running = [...attempts.values()].filter((attempt) => attempt.state === "running");
      if (running.length > 0) end(world.random.pick(running), { signal: "SIGKILL" });
    },
    runtimeOf: (life) => ({
      name: "process",
      start(assignment) {
        const key = assignment.attempt;
        const faults = { refusedOneIn: 40, slowestMs: 50, detached: true } as const;
        return world.effect(life, `start ${nameOf(key)}`, faults, () => {
          const known = attempts.get(nameOf(key));
          if (known) return observationOf(known);
          const attempt: ModelAttempt = { key, state: "running", startedAt: world.clock.now(), log: "" };
          attempts.set(nameOf(key), attempt);
          tell.started(assignment);
          void live(attempt, assignment);
          return observationOf(attempt);
        });
      },
      stop: (key, graceMs) =>
        world.effect(life, `stop ${nameOf(key)}`, READ, async (): Promise<Observation> => {
          tell.ending("stop", key);
          const attempt = attempts.get(nameOf(key)) ?? { key, state: "blocked", log: "" };
          attempts.set(nameOf(key), attempt);
          await stop(attempt, graceMs);
          return observationOf(attempt);
        }),
      observe: (key) =>
        world.effect(life, `observe ${nameOf(key)}`, READ, () => observationOf(attempts.get(nameOf(key)))),
      release: (key) =>
        world.effect(life, `release ${nameOf(key)}`, READ, () => {
          tell.ending("release", key);
          attempts.delete(nameOf(key));
        }),
      watch(look) {
        looks.set(look, life);
        return () => looks.delete(look);
      },
      async *logs(key, from) {
        const name = nameOf(key);
        const log = await world.effect(life, `read log ${name}`, READ, () => attempts.get(name)?.log ?? "");
        yield new TextEncoder().encode(log).subarray(from);
      },
      list: async () => Array.from(attempts.values(), (attempt) => attempt.key),
    }),
  };
}
