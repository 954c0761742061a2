import { type Core, core as realCore } from "../../src/daemon/core.ts";
import { type Daemon, type DaemonPorts, startDaemon } from "../../src/daemon/daemon.ts";
import type { Log, LogFields } from "../../src/daemon/log.ts";
import type { Ledger } from "../../src/ledger/port.ts";
import { createInProcessParser } from "../../src/parser/in-process/in-process-parser.ts";
import { isDefinitionPath } from "../../src/plan/definition-paths.ts";
import { type LedgerDisk, memoryLedgerDisk } from "../fixtures/memory-ledger.ts";
import { type Checks, createChecks } from "./checks.ts";
import { createModelListener } from "./model-listener.ts";
import { createModelRemote } from "./model-remote.ts";
import { createModelRuntime } from "./model-runtime.ts";
import { letPeopleWork } from "./people.ts";
import { BEGIN, createWorld, type Life, type World } from "./world.ts";

/** A replacement of one piece of the daemon by a wrong one; the suite must find it. */
export interface Bug {
  readonly name: string;
  readonly core?: (core: Core) => Core;
  readonly ports?: (ports: DaemonPorts) => DaemonPorts;
}

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly string[];
  /** One line for each effect, call, crash and commit, with its virtual second. */
  readonly trace: readonly string[];
  readonly crashes: number;
  readonly runs: number;
}

const TROUBLE_MS = 10 * 60_000;
/** Within this virtual time after the last fault everything must have come to its end and be recorded. */
const LIVENESS_MS = 60 * 60_000;

/** One history from one seed: the real loops, planner, run core and contract against models with real semantics. */
export async function runHistory(seed: number, bug?: Bug): Promise<Outcome> {
  const world = createWorld(seed);
  const remote = createModelRemote(world);
  const listener = createModelListener(world);
  const people = letPeopleWork(world, remote);
  const checks = createChecks(world, remote, people);
  listener.answered = (capability, _body, status) => checks.answered(capability, status);
  const runtime = createModelRuntime(world, listener, checks.started);
  const disk = memoryLedgerDisk(world.random.hex(16));
  let daemon: Daemon | undefined;
  /** The commit that the daemon of this life has planned. */
  let planned: string | undefined;

  async function live(life: Life): Promise<void> {
    const ports: DaemonPorts = {
      repository: remote.repositoryOf(life),
      parser: createInProcessParser(),
      ledger: ledgerOf(world, life, disk, checks),
      runtime: runtime.runtimeOf(life),
      listener: listener.listenerOf(life),
      secrets: { value: async () => undefined },
      clock: world.clockOf(life),
      random: world.random,
      log: quietLog(world),
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
  trouble(world, () => runtime.killOne(), remote);
  void live(world.life);

  const isAtRest = () => {
    const standing = daemon?.standing();
    return planned === remote.watched.at(-1)?.sha && standing?.activeRuns === 0 && standing.recorded;
  };
  await steps(world, checks, BEGIN + TROUBLE_MS, () => false);
  world.troubled = false;
  world.say("no more trouble");
  await steps(world, checks, BEGIN + TROUBLE_MS + 60_000, () => false); // one poll at least sees the last commit
  await steps(world, checks, BEGIN + TROUBLE_MS + LIVENESS_MS, isAtRest);
  if (!isAtRest() && world.violations.length === 0) world.violated("it has not come to rest");
  if (world.violations.length === 0) checks.end();
  return {
    seed,
    violations: world.violations,
    trace: world.trace,
    crashes: world.life.number - 1,
    runs: checks.runs(),
  };
}

/** Steps of the clock with everything that follows from each, up to `until`, a first violation, or `done`. */
async function steps(world: World, checks: Checks, until: number, done: () => boolean): Promise<void> {
  while (world.violations.length === 0 && !done() && world.clock.step(until)) {
    // Nothing real is waited for: once this macrotask comes, every promise that could go on has done so.
    await new Promise((resolve) => setImmediate(resolve));
    checks.step();
  }
}

/** Outages, kills by hand, and another writer on the status branch. */
function trouble(world: World, kill: () => void, remote: ReturnType<typeof createModelRemote>): void {
  const again = () => {
    if (!world.troubled) return;
    const { random } = world;
    switch (random.between(1, 4)) {
      case 1:
        remote.outageUntil = world.clock.now() + random.between(1_000, 120_000);
        world.say(`the remote is away for ${Math.round((remote.outageUntil - world.clock.now()) / 1_000)} s`);
        break;
      case 2:
        kill();
        break;
      case 3:
        remote.writeStatusByHand();
        break;
      default:
    }
    world.clock.at(world.clock.now() + random.between(5_000, 120_000), again);
  };
  world.clock.at(world.clock.now() + world.random.between(1_000, 60_000), again);
}

/** The ledger as one life has it: each transaction an effect, and what became durable is checked. */
function ledgerOf(world: World, life: Life, disk: LedgerDisk, checks: Checks): Ledger {
  const ledger = disk.connect();
  const write = <Result>(name: string, apply: () => Promise<Result>) =>
    world.effect(life, `ledger ${name}`, { refusedOneIn: 100, slowestMs: 5 }, apply);
  return {
    open: () => ledger.open(),
    accept: (acceptance) =>
      write(`accepts ${acceptance.starts.length} runs`, async () => {
        await ledger.accept(acceptance);
        checks.accepted(acceptance);
      }),
    save: (states) =>
      write("saves", async () => {
        await ledger.save(states);
        checks.saved(states);
      }),
    acknowledge: (tip) => write("acknowledges", () => ledger.acknowledge(tip)),
    forget: (uids) => write("forgets", () => ledger.forget(uids)),
    close: () => ledger.close(),
  };
}

function quietLog(world: World): Log {
  const say = (level: string) => (message: string, fields?: LogFields) => {
    const error = fields?.error;
    world.say(`    [${level}] ${message}${error instanceof Error ? `: ${error.message}` : ""}`);
  };
  return { debug: () => {}, info: say("info"), warn: say("warn"), error: say("error") };
}

const SETTINGS = {
  maxActiveActions: 3,
  isDefinition: isDefinitionPath(),
  firstSync: "start",
  keyId: "k1",
  sign: () => "AAAAAAAAAAAAAAAAAAAAAA",
  takeOver: false,
  status: {
    ownBranch: true,
    logs: "failed",
    keepRuns: 200,
    version: "0.0.0",
    repository: "https://forge.example/team/app",
  },
} as const;
