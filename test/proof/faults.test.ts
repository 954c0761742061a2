import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { cannotTrace } from "../../proof/crashes/can-trace.ts";
import { createArmedGit } from "../../proof/crashes/syscalls/armed-git.ts";
import { countCalls } from "../../proof/crashes/syscalls/count-calls.ts";
import { type Fault, isMet, straceOptions } from "../../proof/crashes/syscalls/fault.ts";
import { inParts, shuffled } from "../../proof/crashes/syscalls/in-parts.ts";
import { createTemporaryFolder } from "../fixtures/temporary-folder.ts";
import { seededRandom } from "../simulation/seeded-random.ts";

const exec = promisify(execFile);

test("a Git command that is armed meets its fault, and no other does", async (t) => {
  const missing = await cannotTrace();
  if (missing !== undefined) return t.skip(missing);
  await using folder = await createTemporaryFolder();
  const trace = join(folder.path, "trace");
  const git = await createArmedGit(join(folder.path, "bin"));
  const run = (...args: readonly string[]) => exec("git", args, { env: { PATH: git.path } });
  const faulty = async (fault: Fault) => {
    await git.arm("--version", straceOptions(fault, trace));
    await run("--exec-path");
    const refused = await run("--version").catch((error: Error) => error);
    assert.ok(refused instanceof Error, JSON.stringify(fault));
    assert.ok(isMet(await readFile(trace, "utf8")));
    await run("--version");
  };

  await faulty({ call: "write", what: "KILL", nth: 1 });
  await faulty({ call: "openat", what: "EMFILE", nth: "every" });
  await git.arm("--version", straceOptions({ call: "write", what: "KILL", nth: 99 }, trace));
  await run("--version");
  assert.equal(isMet(await readFile(trace, "utf8")), false);
});

test("calls are counted for each process by itself", async () => {
  const lines = ["7 write(1, ) = 1", "8 write(1, ) = 1", "7 --- SIGCHLD ---", "7 fsync(3) = 0", "7 write(1, ) = 1", ""];
  await using folder = await createTemporaryFolder({ trace: lines.join("\n") });

  assert.deepEqual(
    await countCalls(join(folder.path, "trace")),
    new Map([
      ["write", 2],
      ["fsync", 1],
    ]),
  );
});

test("faults in an order by chance are all there, the same for each seed", () => {
  const faults = Array.from({ length: 10 }, (_, index) => index);

  const first = shuffled(faults, seededRandom(1, "faults"));

  assert.notDeepEqual(first, faults);
  assert.deepEqual(first, shuffled(faults, seededRandom(1, "faults")));
  assert.deepEqual(
    inParts(first, 4)
      .flat()
      .toSorted((a, b) => a - b),
    faults,
  );
});
