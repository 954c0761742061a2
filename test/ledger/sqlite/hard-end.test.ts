import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { ledgerAt, withLedgerPath } from "../temporary-ledger.ts";

const PROGRAM = join(import.meta.dirname, "saving-process.ts");
const NODE = [process.execPath, "--disable-warning=ExperimentalWarning", PROGRAM];

for (const lines of [1, 100, 3_000]) {
  test(`a process killed after ${lines} acknowledged saves has lost none of them`, () =>
    withLedgerPath(async (path) => {
      const child = spawn(NODE[0] ?? "", [...NODE.slice(1), path], { stdio: ["ignore", "pipe", "inherit"] });
      const said = await saidBy(child, (count) => count >= lines && child.kill("SIGKILL"));

      assert.ok(said.length >= lines);
      await assertKept(path, said);
    }));
}

test("a disk that refuses to write fails the saves as ledger-broken, and what was acknowledged stays", () =>
  withLedgerPath(async (path) => {
    const limited = `ulimit -f ${1024}; exec "$@"`; // in blocks of 512 bytes: the write past it fails, as on a broken disk
    const child = spawn("sh", ["-c", limited, "sh", ...NODE, path], { stdio: ["ignore", "pipe", "inherit"] });
    const said = await saidBy(child, () => {});

    assert.partialDeepStrictEqual(said.at(-1), { error: { code: "ledger-broken", retry: "never" } });
    const acknowledged = said.filter((line) => "uid" in line);
    assert.ok(acknowledged.length > 10);
    assert.ok((await stat(path)).size > 0);
    await assertKept(path, acknowledged);
  }));

type Line = { uid: string; revision: number } | { error: object };

/** All that it said until its end; a line that was cut off by the end counts for nothing. */
async function saidBy(child: ChildProcess, onCount: (lines: number) => void): Promise<Line[]> {
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    onCount(text.split("\n").length - 1);
  });
  await once(child, "close");
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function assertKept(path: string, said: readonly Line[]): Promise<void> {
  const acknowledged = new Map(said.flatMap((line) => ("uid" in line ? [[line.uid, line.revision] as const] : [])));
  const ledger = ledgerAt(path);
  const { runs, broken } = await ledger.open();
  await ledger.close();
  assert.deepEqual(broken, []);
  assert.equal(runs.length, 10);
  for (const run of runs) {
    assert.ok(run.revision >= (acknowledged.get(run.uid) ?? 1), `${run.uid} is at ${run.revision}`);
    if (run.revision > 1) assert.equal(Number.parseInt(interimText(run), 10), run.revision);
  }
}

function interimText(run: object): string {
  const { actions } = run as { actions: { unit: { attempts: [{ interim: { text: string } }] } } };
  return actions.unit.attempts[0].interim.text;
}
