import type { Assignment } from "../../src/contract/assignment.ts";
import { parseCapabilityPath } from "../../src/contract/capability.ts";
import type { AttemptKey, CallBody, CallbackEvent, Observation } from "../../src/run/run-event.ts";
import type { Runtime } from "../../src/runtime/port.ts";
import { type Behaviour, behaviourOf } from "./components.ts";
import type { ModelListener } from "./model-listener.ts";
import { type Life, pause, type World } from "./world.ts";

/** One attempt as the machine has it: it outlives the daemon. */
interface ModelAttempt {
  readonly key: AttemptKey;
  state: "blocked" | "running" | "ended";
  startedAt?: number;
  endedAt?: number;
  exitCode?: number;
  signal?: string;
  stopping: boolean;
  log: string;
}

export interface ModelRuntime {
  runtimeOf(life: Life): Runtime;
  /** Somebody kills a running attempt by hand. */
  killOne(): void;
}

/** \`started\` hears of each time that a program really starts. */
export function createModelRuntime(
  world: World,
  listener: ModelListener,
  started: (attempt: AttemptKey) => void,
): ModelRuntime {
  const attempts = new Map<string, ModelAttempt>();
  const looks = new Map<Life, (attempt: AttemptKey) => void>();

  function hint(attempt: ModelAttempt): void {
    // A look each second finds what a hint missed.
    world.clock.at(world.clock.now() + (world.random.oneIn(4) ? 1_000 : world.random.between(0, 20)), () => {
      looks.get(world.life)?.(attempt.key);
    });
  }

  function end(attempt: ModelAttempt, how: { readonly exitCode: number } | { readonly signal: string }): void {
    if (attempt.state === "ended") return;
    Object.assign(attempt, { state: "ended", endedAt: world.clock.now() }, how);
    world.say(`    ${nameOf(attempt.key)} ends: ${"signal" in how ? how.signal : how.exitCode}`);
    hint(attempt);
  }

  async function live(attempt: ModelAttempt, behaviour: Behaviour, assignment: Assignment): Promise<void> {
    for (const act of behaviour.acts) {
      if (act.type === "call") {
        const sent = call(assignment, act.event, act.body, attempt, act.late === true);
        if (act.waits) await sent;
        continue;
      }
      if (attempt.state === "ended") return;
      if (act.type === "wait") await pause(world.clock, act.ms);
      else if (act.type === "say") attempt.log += `${act.line}\n`;
      else end(attempt, { exitCode: act.code });
    }
  }

  /** Calls until it has an answer that is not "again", as the contract says; a dead program calls only where it is late on purpose. */
  async function call(
    assignment: Assignment,
    event: CallbackEvent,
    body: CallBody,
    attempt: ModelAttempt,
    late: boolean,
  ): Promise<void> {
    const path = new URL(assignment.environment[event] ?? "http://nowhere/").pathname;
    const parsed = parseCapabilityPath(path);
    if (!parsed) return world.violated(`the URL of ${event} of ${nameOf(attempt.key)} cannot be read`);
    for (let tries = 0; tries < 200 && (late || attempt.state === "running"); tries++) {
      const status = await listener.call(parsed.capability, body);
      world.say(`    ${nameOf(attempt.key)} calls ${event}: ${status ?? "no answer"}`);
      if (status !== undefined && status < 429) return;
      await pause(world.clock, world.random.between(200, 5_000));
    }
  }

  function stop(attempt: ModelAttempt, graceMs: number): Promise<void> {
    if (attempt.state !== "running") return Promise.resolve();
    attempt.stopping = true;
    const patience = world.random.oneIn(3) ? graceMs : world.random.between(0, graceMs);
    return pause(world.clock, patience).then(() =>
      end(attempt, { signal: patience === graceMs ? "SIGKILL" : "SIGTERM" }),
    );
  }

  return {
    killOne() {
      const running = [...attempts.values()].filter((attempt) => attempt.state === "running");
      if (running.length > 0) end(world.random.pick(running), { signal: "SIGKILL" });
    },
    runtimeOf: (life) => ({
      name: "process",
      start: (assignment) =>
        world.effect(
          life,
          `start ${nameOf(assignment.attempt)}`,
          { refusedOneIn: 40, slowestMs: 50, detached: true },
          () => {
            const key = nameOf(assignment.attempt);
            const known = attempts.get(key);
            if (known) return observationOf(known);
            const attempt: ModelAttempt = {
              key: assignment.attempt,
              state: "running",
              startedAt: world.clock.now(),
              stopping: false,
              log: "",
            };
            attempts.set(key, attempt);
            started(assignment.attempt);
            void live(attempt, behaviourOf(assignment, world.random), assignment);
            return observationOf(attempt);
          },
        ),
      stop: (key, graceMs) =>
        world.effect(life, `stop ${nameOf(key)}`, { refusedOneIn: 40, slowestMs: 20 }, async () => {
          const attempt = attempts.get(nameOf(key));
          if (!attempt) {
            attempts.set(nameOf(key), { key, state: "blocked", stopping: true, log: "" });
            return { is: "gone" };
          }
          await stop(attempt, graceMs);
          return observationOf(attempt);
        }),
      observe: (key) =>
        world.effect(life, `observe ${nameOf(key)}`, { refusedOneIn: 40, slowestMs: 20 }, () =>
          observationOf(attempts.get(nameOf(key))),
        ),
      release: (key) =>
        world.effect(life, `release ${nameOf(key)}`, { refusedOneIn: 40, slowestMs: 20 }, () => {
          attempts.delete(nameOf(key));
        }),
      watch(look) {
        looks.set(life, look);
        return () => looks.delete(life);
      },
      async *logs(key) {
        const log = await world.effect(
          life,
          `read log ${nameOf(key)}`,
          { refusedOneIn: 40, slowestMs: 20 },
          () => attempts.get(nameOf(key))?.log ?? "",
        );
        yield new TextEncoder().encode(log);
      },
      list: async () => [...attempts.values()].map((attempt) => attempt.key),
    }),
  };
}

function observationOf(attempt: ModelAttempt | undefined): Observation {
  if (!attempt) return { is: "absent" };
  if (attempt.state === "blocked") return { is: "gone" };
  return {
    is: attempt.state,
    ...(attempt.startedAt !== undefined && { startedAt: attempt.startedAt }),
    ...(attempt.endedAt !== undefined && { endedAt: attempt.endedAt }),
    ...(attempt.exitCode !== undefined && { exitCode: attempt.exitCode }),
    ...(attempt.signal !== undefined && { signal: attempt.signal }),
  };
}

export function nameOf({ run, action, copy, attempt }: AttemptKey): string {
  return `${run}/${action}/${copy}/${attempt}`;
}
