import type { Clock } from "../../src/base/clock.ts";
import type { Instant } from "../../src/base/instant.ts";
import { OperationalError } from "../../src/base/operational-error.ts";
import { type Limits, UNLIMITED } from "./limits.ts";
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
  /** Virtual milliseconds that it takes before it is done, and after, at most. */
  readonly slowestMs: number;
}

/**
 * The only place where chance, time and faults come from. Every effect of the daemon passes through `effect`:
 * there it takes its time, is refused, loses its answer, or the daemon crashes before or after it.
 */
export interface World {
  /** Of effects and of what stands behind them. */
  readonly random: SeededRandom;
  /** A stream of its own, e.g. of `people`. */
  randomOf(name: string): SeededRandom;
  readonly limits: Limits;
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
  /** Called after a crash; the history starts the next life from it. */
  crashed: () => void;
}

export function createWorld(seed: number, limits: Limits = UNLIMITED): World {
  const random = seededRandom(seed, "effects");
  const crashes = seededRandom(seed, "crashes");
  const clock = virtualClock(BEGIN);
  // Histories differ in what goes wrong: where it is seldom, what went wrong is not mended by the next crash.
  const longestLife = crashes.pick([60, 400, 400, 5_000]);
  const refusalsMore = random.pick([1, 1, 4]);
  /** After how many effects the next crash comes. */
  let effectsLeft = crashes.between(20, longestLife);

  const world: World = {
    random,
    randomOf: (name) => seededRandom(seed, name),
    limits,
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
    crashed: () => {},
  };

  function crashHere(life: Life, where: string): boolean {
    if (!world.troubled || life !== world.life || !life.alive || life.number > limits.crashes) return false;
    effectsLeft -= 1;
    if (effectsLeft > 0) return false;
    effectsLeft = crashes.between(1, longestLife);
    world.say(`CRASH ${where}`);
    life.alive = false;
    world.crashed();
    return true;
  }
  function happens(oneIn: number | undefined): boolean {
    return world.troubled && oneIn !== undefined && random.oneIn(Math.ceil(oneIn / refusalsMore));
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
