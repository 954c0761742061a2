import { writeSync } from "node:fs";
import { aFate, aRun, cursorTo, openAction, running } from "../../../test/ledger/run-fixture.ts";
import { ledgerAt } from "../../../test/ledger/temporary-ledger.ts";
import { LASTING_RUNS, type Said } from "./said.ts";

/**
 * A ledger that is used as a daemon uses it: arguments are its path, how many rounds, and how it ends, `close` or `die`.
 * Says on its standard output what was acknowledged, line by line, each in a write of its own.
 */
const [path = "", rounds = "", end = ""] = process.argv.slice(2);
const ledger = ledgerAt(path);
const content = await ledger.open();
const lasting = Array.from({ length: LASTING_RUNS }, (_, index) => aRun(index + 1));
let number = content.cursors.get("release")?.lastNumber ?? 0;
let revision = content.runs[0]?.revision ?? 1;
if (number === 0) await begin();

for (let round = 1; round <= Number(rounds); round++) {
  await saveAll();
  if (round % 3 === 0) await startAndForget();
  if (round % 5 === 0) await acknowledge();
}
if (end === "close") await ledger.close();
else process.kill(process.pid, "SIGKILL");

async function begin(): Promise<void> {
  number = LASTING_RUNS;
  await ledger.accept({ starts: lasting, cursors: [{ pipeline: "release", to: cursorTo(number).to }], fates: [] });
  say({ accepted: number });
}

/** All in one transaction; one has a value that stands aside. */
async function saveAll(): Promise<void> {
  revision += 1;
  const text = (run: number) => (run === 1 ? String(revision).padEnd(6_000, ".") : String(revision));
  await ledger.save(lasting.map((run) => running(run, revision, openAction({ interim: { text: text(run.number) } }))));
  say({ saved: revision });
}

async function startAndForget(): Promise<void> {
  number += 1;
  const run = aRun(number);
  await ledger.accept({ starts: [run], cursors: [cursorTo(number)], fates: [aFate(`ask-${number}`)] });
  say({ accepted: number });
  say({ forgetting: number });
  await ledger.forget([run.uid]);
  say({ forgot: number });
}

async function acknowledge(): Promise<void> {
  await ledger.acknowledge(String(revision));
  say({ acknowledged: revision });
}

function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}
