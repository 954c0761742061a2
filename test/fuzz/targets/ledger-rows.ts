import assert from "node:assert/strict";
import { joinRun, splitRun } from "../../../src/ledger/sqlite/run-row.ts";
import { setValuesAside } from "../../../src/ledger/sqlite/values-aside.ts";
import { admit } from "../../../src/run/admit.ts";
import { endedByEngine } from "../../../src/run/ended-by-engine.ts";
import { openAttempts } from "../../../src/run/open-attempts.ts";
import type { RunState } from "../../../src/run/run-state.ts";
import { aFailedRun, anAttempt, aQueuedRun, aRunningRun } from "../../status/a-run.ts";
import { JSON_SIGNS } from "../json-signs.ts";
import type { Target } from "../target.ts";

const { uid } = aQueuedRun();
const large = anAttempt({ log: { bytes: 9_000, tail: "line\n".repeat(1_000), outputs: {} }, handedOver: true });
const runs = [aQueuedRun(), aRunningRun(), withAttempt(aRunningRun()), aFailedRun()];

/** The rows of a run, a text a line: a run that holds up no other, or an error that says what is wrong with them. */
export const target: Target = {
  make: (random) => rowsOf(random.pick(runs)),
  words: [
    ...[
      ...JSON_SIGNS,
      "null",
      "true",
      "0",
      '""',
      "[]",
      "{}",
      "\n",
      "\\",
      '"__proto__"',
      '["__proto__","x"]',
      '["actions","unit"]',
    ],
    ...[
      '"queued"',
      '"running"',
      '"failed"',
      '"pending"',
      '"waiting"',
      '"phase":',
      '"attempts":',
      '"plan":',
      '"stages":',
      '"actions":',
      '"finally":',
    ],
  ],
  read(input) {
    const [record = "", progress = "", ...rest] = input.toString().split("\n");
    const values = new Map(
      Array.from({ length: Math.floor(rest.length / 2) }, (_, i) => [rest[2 * i] ?? "", rest[2 * i + 1] ?? ""]),
    );
    const run = joined({ uid, record, progress, values });
    assert.ok(!("x" in {}), "a row changes what every object has");
    if (run === undefined) return;
    openAttempts(run);
    admit([run, aQueuedRun()], { maxActiveActions: 2 });
    const ended = endedByEngine(run, "a bug", 0);
    assert.ok(!["queued", "running"].includes(ended.phase));
  },
};

function joined(row: Parameters<typeof joinRun>[0]): RunState | undefined {
  try {
    return joinRun(row);
  } catch {
    return undefined; // whatever it says, the run is left out and the ledger opens
  }
}

function rowsOf(run: RunState): string {
  const { record, progress } = splitRun(run);
  const { text, values } = setValuesAside(progress);
  return [JSON.stringify(record), text, ...[...values].flatMap(([path, value]) => [path, JSON.stringify(value)])].join(
    "\n",
  );
}

function withAttempt(run: RunState): RunState {
  const { started } =
    run.phase === "running" && run.actions.unit?.phase === "running" ? run.actions.unit : assert.fail();
  return { ...run, actions: { unit: { phase: "running", started, attempts: [large] } } } as RunState;
}
