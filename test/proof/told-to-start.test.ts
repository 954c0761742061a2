import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { cannotTrace, STRACE } from "../../proof/crashes/can-trace.ts";
import { descendantsOf } from "../../proof/crashes/descendants.ts";
import { attemptName } from "../../src/contract/attempt-name.ts";
import { createTemporaryFolder } from "../fixtures/temporary-folder.ts";
import { anAttempt } from "../runtime/contract.ts";

const STARTS = fileURLToPath(new URL("../runtime/process/start-and-wait.ts", import.meta.url));

test("a program runs only once it is on disk that it was told to start, and how that is found", async (t) => {
  const missing = await cannotTrace();
  if (missing !== undefined) return t.skip(missing);
  await using folder = await createTemporaryFolder();
  const [state, trace] = [join(folder.path, "state"), join(folder.path, "trace")];
  const attempt = join(state, "attempts", attemptName(anAttempt()));
  const program = [
    process.execPath,
    "--disable-warning=ExperimentalWarning",
    STARTS,
    join(state, "attempts"),
    "exit 0",
  ];
  const options = ["-f", "-qq", "-y", "-s", "1000", "-e", "trace=fsync,execve", "-o", trace];
  const strace = spawn(STRACE, [...options, ...program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface(strace.stdout), "line");
  for (const { pid, program: name } of await descendantsOf(strace.pid ?? 0)) if (name !== "sh") process.kill(pid);
  await once(strace, "close");

  const calls = callsIn(await readFile(trace, "utf8"));

  const start = calls.findIndex(({ text }) => text.startsWith("execve") && text.includes(attempt));
  for (const path of [join(attempt, "boot"), attempt, join(state, "attempts"), state]) {
    const synced = calls.findIndex(({ text }) => text.startsWith("fsync") && text.includes(`<${path}>`));
    assert.ok(synced !== -1 && (calls[synced]?.doneAt ?? Number.NaN) < (calls[start]?.at ?? Number.NaN), path);
  }
});

/** The calls of a trace, with the lines at which they began and were done. */
function callsIn(trace: string): readonly { readonly text: string; readonly at: number; readonly doneAt: number }[] {
  const lines = trace.split("\n").map((line) => /^(\d+) +(.*)$/.exec(line) ?? []);
  return lines.flatMap(([, process, text = ""], at) => {
    if (!/^\w+\(/.test(text)) return [];
    const resumed = lines.findIndex(
      ([, other, more = ""], later) => later > at && other === process && / resumed>/.test(more),
    );
    return [{ text, at, doneAt: text.endsWith("<unfinished ...>") ? resumed : at }];
  });
}
