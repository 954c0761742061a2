import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { startDaemonProcess } from "../../bench/daemon-process.ts";
import { closedGate } from "../../bench/gate.ts";
import { memoryOf } from "../../bench/memory-of.ts";
import { systemRandom as random } from "../../src/cli/system-random.ts";
import { createSqliteLedger } from "../../src/ledger/sqlite/sqlite-ledger.ts";
import { attemptsOf } from "../../src/run/action-of.ts";
import type { CallFact } from "../../src/run/run-state.ts";
import { createTemporaryRepository } from "../../test/fixtures/temporary-repository.ts";
import { until } from "../../test/fixtures/until.ts";
import { pipelineOf } from "../../test/journeys/definitions.ts";
import type { Attempt, Target } from "./target.ts";

/** A whole daemon whose components have told their URLs, and wait. */
export interface AttackedDaemon extends AsyncDisposable {
  readonly target: Target;
  /** The most memory that it ever took. */
  mostMemoryMb(): Promise<number>;
  /** Ends it without a warning; what its ledger holds of calls, by who made them. */
  killed(): Promise<ReadonlyMap<string, readonly CallFact[]>>;
}

/** Starts one with so many attempts whose components call well, and for which nobody does. */
export async function startAttackedDaemon(count: {
  readonly good: number;
  readonly silent: number;
}): Promise<AttackedDaemon> {
  await using stack = new AsyncDisposableStack();
  const repository = stack.use(await createTemporaryRepository());
  const [state, told] = [join(repository.folder, "state"), join(repository.folder, "told")];
  await mkdir(told);
  const gate = stack.use(await closedGate(repository.folder));
  const names = [...named("good", count.good), ...named("silent", count.silent)];
  await repository.commit({
    ...Object.fromEntries(names.map((who) => [`pipelines/${who}.yaml`, waitingPipeline(who, told, gate.path)])),
    "source.bin": "a large source\n".repeat(200_000),
  });
  const daemon = stack.use(
    await startDaemonProcess({
      repository: repository.path,
      state,
      flags: ["--first-sync", "start", "--max-active-actions", String(names.length)],
    }),
  );
  const isTold = async () => (await readdir(told)).filter((name) => !name.endsWith(".part")).length === names.length;
  await until("every component has told its URLs", isTold, 60_000);
  const attempts = await Promise.all(
    names.map(async (who) => attemptFrom(who, await readFile(join(told, who), "utf8"))),
  );
  const kept = stack.move();
  return {
    target: {
      port: attempts[0]?.port ?? 0,
      good: attempts.slice(0, count.good),
      silent: attempts.slice(count.good),
    },
    mostMemoryMb: async () => (await memoryOf(daemon.pid)).mostMb,
    async killed() {
      await daemon.kill();
      return callsIn(join(state, "ledger.sqlite"));
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

const WHATS = ["COMPONENT_START", "TASK_START", "TASK_STATUS", "TASK_RESULT", "COMPONENT_STOP"] as const;

function named(what: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${what}-${index}`);
}

/** One action that writes its URLs into the folder, and waits. */
function waitingPipeline(who: string, folder: string, gate: string): string {
  const urls = [...WHATS, "EVENT_DATA_URL", "CO_SOURCE_URL"].map((name) => `"$${name}"`).join(" ");
  const file = `'${folder}/${who}'`;
  const script = `echo ${urls} > ${file}.part\nmv ${file}.part ${file}\nread -r _ < '${gate}' || true\n`;
  const spec = { script, inputs: { who: { type: "string" } } } as const;
  return pipelineOf(who, { stages: [{ name: "only", actions: [{ name: "hold", spec, with: { who } }] }] });
}

function attemptFrom(who: string, line: string): Attempt & { readonly port: number } {
  const urls = line
    .trim()
    .split(" ")
    .map((url) => new URL(url));
  const [data = "", source = ""] = urls.slice(WHATS.length).map(({ pathname }) => pathname);
  const calls = Object.fromEntries(WHATS.map((what, index) => [what, urls[index]?.pathname ?? ""]));
  return { who, port: Number(urls[0]?.port), paths: { ...calls, data, source } as Attempt["paths"] };
}

async function callsIn(path: string): Promise<ReadonlyMap<string, readonly CallFact[]>> {
  const ledger = createSqliteLedger({ path, random });
  const { runs } = await ledger.open();
  await ledger.close();
  return new Map(
    runs.map((state) => {
      const hold = "actions" in state ? state.actions.hold : undefined;
      return [state.pipeline, hold ? attemptsOf(hold).flatMap(({ calls }) => calls) : []];
    }),
  );
}
