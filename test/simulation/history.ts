import { type Core, core as realCore } from "../../src/daemon/core.ts";
import { type Daemon, type DaemonPorts, startDaemon } from "../../src/daemon/daemon.ts";
import { isDefinitionPath } from "../../src/plan/definition-paths.ts";
import type { PublishStore } from "../../src/repository/git/publish.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { memoryLedgerDisk } from "../fixtures/memory-ledger.ts";
import { allChecks } from "./all-checks.ts";
import { behaviourOf } from "./components.ts";
import { tellAll } from "./happenings.ts";
import { type Limits, UNLIMITED } from "./limits.ts";
import { modelLedger } from "./model-ledger.ts";
import { modelCall, modelListener } from "./model-listener.ts";
import { modelLog } from "./model-log.ts";
import { modelParser } from "./model-parser.ts";
import { createModelRemote } from "./model-remote.ts";
import { modelRepository } from "./model-repository.ts";
import { modelRuntime } from "./model-runtime.ts";
import { type ModelCache, modelStore } from "./model-store.ts";
import { letPeopleWork } from "./people.ts";
import { MAC, modelSecrets } from "./secrets.ts";
import type { Tally } from "./tally.ts";
import { makeTrouble } from "./trouble.ts";
import { BEGIN, createWorld, type Life, type World } from "./world.ts";

/** A replacement of one piece of the daemon by a wrong one; the suite must find it. */
export interface Bug {
  readonly name: string;
  /** The violation that it must be found by. */
  readonly shows: RegExp;
  readonly core?: (core: Core) => Core;
  readonly ports?: (ports: DaemonPorts) => DaemonPorts;
  /** Beneath the real publishing. */
  readonly store?: (store: PublishStore) => PublishStore;
}

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly string[];
  /** One line for each effect, call, crash and commit, with its virtual second. */
  readonly trace: readonly string[];
  readonly tally: Tally;
  /** What happened of all that may be limited. */
  readonly used: Limits;
}

/** Within this virtual time after the last fault everything must have come to its end and be recorded. */
const LIVENESS_MS = 20 * 60_000;
const MAX_ACTIVE_ACTIONS = 3;
/** Far more than any history takes. */
const MOST_STEPS = 500_000;

/** One history from one seed: the real loops, planner, run core and contract against models with real semantics. */
export async function runHistory(seed: number, bug?: Bug, limits: Limits = UNLIMITED): Promise<Outcome> {
  const world = createWorld(seed, limits);
  const remote = createModelRemote(world);
  const people = letPeopleWork(world, remote);
  const runs = new Map<string, RunState>();
  const count = { attempts: 0, pushes: 0 };
  const tell = tellAll([
    ...allChecks({ world, remote, people, runs, maxActiveActions: MAX_ACTIVE_ACTIONS }),
    { started: () => void count.attempts++, pushed: () => void count.pushes++ },
  ]);
  const listener = modelListener(world, tell);
  const behaviours = world.randomOf("components");
  const runtime = modelRuntime(world, {
    tell,
    behaviourOf: (assignment) => behaviourOf(assignment, behaviours),
    call: modelCall(listener),
  });
  const cache: ModelCache = new Set();
  const troubles = makeTrouble(world, { remote, runtime, cache });
  const parser = modelParser();
  const disk = memoryLedgerDisk(world.random.hex(16));
  let daemon: Daemon | undefined;
  /** The commit that the daemon of this life has planned. */
  let planned: string | undefined;

  async function live(life: Life): Promise<void> {
    const store = modelStore(world, life, { remote, cache, pushed: tell.pushed });
    const ports: DaemonPorts = {
      repository: modelRepository(world, life, bug?.store?.(store) ?? store, remote),
      parser,
      ledger: modelLedger(world, life, disk, { runs, tell }),
      runtime: runtime.runtimeOf(life),
      listener: listener.listenerOf(life),
      secrets: modelSecrets(world, life),
      clock: world.clockOf(life),
      random: world.random,
      log: modelLog(world, tell),
    };
    daemon = await startDaemon(bug?.ports?.(ports) ?? ports, bug?.core?.(realCore) ?? realCore, SETTINGS, {
      planned: ({ commit }) => {
        if (life.alive) planned = commit;
      },
      failed: (error) => world.violated(`the daemon gives up: ${error.message}`),
    });
  }
  world.crashed = () => {
    disk.crash();
    daemon = undefined;
    planned = undefined;
    const life = { number: world.life.number + 1, alive: true };
    world.life = life;
    world.clock.at(world.clock.now() + world.random.between(10, 20_000), () => void live(life));
  };
  void live(world.life);

  const isAtRest = () => {
    const standing = daemon?.standing();
    return planned === remote.head("main")?.sha && standing?.activeRuns === 0 && standing.recorded;
  };
  const quietAt = BEGIN + limits.seconds * 1_000;
  await steps(world, quietAt, () => false);
  world.troubled = false;
  world.say("no more trouble");
  await steps(world, quietAt + 120_000, () => false); // each outage is over, and a poll has seen the last of all
  await steps(world, quietAt + LIVENESS_MS, isAtRest);
  if (!isAtRest() && world.violations.length === 0) world.violated("it has not come to rest");
  if (world.violations.length === 0) tell.ended();
  const virtualSeconds = Math.ceil((world.clock.now() - BEGIN) / 1_000);
  const seconds = Math.min(limits.seconds, virtualSeconds);
  const used = { commits: people.commits(), crashes: world.life.number - 1, troubles: troubles(), seconds };
  const commits = used.commits + count.pushes;
  const { attempts } = count;
  const tally = { histories: 1, runs: runs.size, attempts, crashes: used.crashes, commits, virtualSeconds };
  return { seed, violations: world.violations, trace: world.trace, tally, used };
}

/** Steps of the clock with everything that follows from each, up to `until`, a first violation, or `done`. */
async function steps(world: World, until: number, done: () => boolean): Promise<void> {
  for (let taken = 0; world.violations.length === 0 && !done() && world.clock.step(until); taken++) {
    await everythingThatFollows();
    if (taken > MOST_STEPS) world.violated("it goes round and round, and no time passes");
  }
}

/** Nothing real is waited for: a tick asked for among promises comes once every one that can go on has done so. */
function everythingThatFollows(): Promise<void> {
  return new Promise((resolve) => queueMicrotask(() => process.nextTick(resolve)));
}

const SETTINGS = {
  maxActiveActions: MAX_ACTIVE_ACTIONS,
  isDefinition: isDefinitionPath(),
  firstSync: "start",
  keyId: "k1",
  sign: () => MAC,
  takeOver: false,
  status: {
    ownBranch: true,
    logs: "all",
    keepRuns: 200,
    version: "0.0.0",
    repository: "https://forge.example/team/app",
  },
} as const;
