import type { Clock } from "../../src/base/clock.ts";
import type { Instant } from "../../src/base/instant.ts";
import { OperationalError } from "../../src/base/operational-error.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { type VirtualClock, virtualClock } from "./virtual-clock.ts";

/** 2026-01-01T00:00:00Z: every history begins here. */
export const BEGIN: Instant = 1_767_225_600_000;

/** One life of the daemon, from its start to its crash. */
export interface Life {
  readonly number: number;
  alive: boolean;
}

/** What may go wrong at an effect, beside a crash. */
export interface Faults {
  /** An effect is refused once in this many; undefined = never. */
  readonly refusedOneIn?: number;
  /** It is done, but the answer is lost. */
  readonly lostOneIn?: number;
  /** It may still be done after the crash of the life that began it: a program of its own does it. */
  readonly detached?: true;
  /** Real milliseconds that it takes, at most. */
  readonly slowestMs: number;
}

/**
 * The only place where chance, time and faults come from. Every effect of the daemon passes through `effect`:
 * there it takes its time, is refused, loses its answer, or the daemon crashes before or after it.
 */
export interface World {
  readonly random: SeededRandom;
  readonly clock: VirtualClock;
  readonly trace: string[];
  readonly violations: string[];
  /** Faults happen only while this is true. */
  troubled: boolean;
  life: Life;
  say(line: string): void;
  violated(what: string): void;
  effect<Result>(life: Life, name: string, faults: Faults, apply: () => Result | Promise<Result>): Promise<Result>;
  /** The clock as one life sees it: a dead one hears no alarm. */
  clockOf(life: Life): Clock;
  crash(why: string): void;
  /** Called by `crash`; the history starts the next life from it. */
  crashed: () => void;
}

export function createWorld(seed: number): World {
  const random = seededRandom(seed);
  const clock = virtualClock(BEGIN);
  /** After how many effects the next crash comes. */
  let effectsLeft = random.between(20, 400);

  const world: World = {
    random,
    clock,
    trace: [],
    violations: [],
    troubled: true,
    life: { number: 1, alive: true },
    say: (line) => void world.trace.push(`${((clock.now() - BEGIN) / 1_000).toFixed(3).padStart(10)}  ${line}`),
    violated(what) {
      world.violations.push(what);
      world.say(`VIOLATED: ${what}`);
    },
    async effect(life, name, faults, apply) {
      await pause(clock, random.between(0, faults.slowestMs));
      if (!life.alive && !(faults.detached && random.oneIn(2))) return never();
      if (crashHere(life, `before ${name}`)) return never();
      if (happens(faults.refusedOneIn)) {
        world.say(`  ${name}: refused`);
        throw refusal(name);
      }
      const result = await apply();
      world.say(`  ${name}${life.alive ? "" : " (after the crash)"}`);
      if (crashHere(life, `after ${name}`)) return never();
      if (happens(faults.lostOneIn)) {
        world.say(`  ${name}: answer lost`);
        throw refusal(name);
      }
      await pause(clock, random.between(0, faults.slowestMs));
      return life.alive ? result : never();
    },
    clockOf: (life) => ({
      now: clock.now,
      at: (instant, wake) => clock.at(instant, () => life.alive && wake()),
      breathe: clock.breathe,
    }),
    crash(why) {
      world.say(`CRASH ${why}`);
      world.life.alive = false;
      world.crashed();
    },
    crashed: () => {},
  };

  function crashHere(life: Life, where: string): boolean {
    if (!world.troubled || life !== world.life || !life.alive) return false;
    effectsLeft -= 1;
    if (effectsLeft > 0) return false;
    effectsLeft = random.between(1, 400);
    world.crash(where);
    return true;
  }
  function happens(oneIn: number | undefined): boolean {
    return world.troubled && oneIn !== undefined && random.oneIn(oneIn);
  }
  return world;
}

/** What a crashed daemon hears of everything that it asked for. */
export function never<Result>(): Promise<Result> {
  return new Promise(() => {});
}

export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.at(clock.now() + ms, resolve));
}

function refusal(name: string): OperationalError {
  return new OperationalError("simulated", `${name} was refused`, { retry: "later" });
}
