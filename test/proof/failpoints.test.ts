import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { suite, test } from "node:test";
import { promisify } from "node:util";
import { type Armed, openNotes } from "../../proof/failpoints/armed.ts";
import { caseFrom, textOf } from "../../proof/failpoints/case.ts";
import { casesOf, sampleOf } from "../../proof/failpoints/cases.ts";
import { openLaboratory } from "../../proof/failpoints/laboratory.ts";
import { tryCase } from "../../proof/failpoints/try-case.ts";
import { createTemporaryFolder } from "../fixtures/temporary-folder.ts";
import { seededRandom } from "../simulation/seeded-random.ts";

const PRELOAD = new URL("../../proof/failpoints/preload.ts", import.meta.url);

/** A process with failpoints that does some work of src/ on a folder; what it printed, or how it ended. */
async function worked(module: string, work: string, armed: Partial<Armed> | { readonly heading: string }) {
  await using folder = await createTemporaryFolder();
  const notes = openNotes(join(folder.path, "notes"));
  notes.arm(
    "heading" in armed ? armed : { name: "", fault: "kill", when: "before", chance: 0, delayMs: 300, ...armed },
  );
  const url = new URL(`../../src/${module}.ts`, import.meta.url);
  const program = `const m = await import("${url}"); const folder = ${JSON.stringify(folder.path)};
    console.log(JSON.stringify(await (async () => { ${work} })().catch(({ code }) => code) ?? null));`;
  const env = { ...process.env, FAILPOINTS: join(folder.path, "notes"), NODE_OPTIONS: `--import=${PRELOAD}` };
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", program];
  const ran = promisify(execFile)(process.execPath, args, { env });
  const said = await ran.then(
    ({ stdout }) => JSON.parse(stdout),
    ({ signal }) => signal,
  );
  const [hasStruck, passed] = [!notes.disarm(), notes.passed("all")];
  const file = await readFile(join(folder.path, "file"), "utf8").catch(() => undefined);
  return { said, file, hasStruck, passed };
}

const writes = ["listener/http/state-file", `await m.writeStateFile(folder + "/file", "new");`] as const;

suite("failpoints", { concurrency: true }, () => {
  test("are found in a module by themselves, under its name", async () => {
    const done = await worked(...writes, { heading: "all" });

    assert.deepEqual(
      new Set(done.passed),
      new Set(
        ["mkdir", "rm", "open", "file.writeFile", "file.sync", "rename", "file.close"].map(
          (what) => `listener/http/state-file ${what}`,
        ),
      ),
    );
  });

  for (const [fault, when, said, file] of [
    ["kill", "before", "SIGKILL", undefined],
    ["kill", "after", "SIGKILL", "new"],
    ["error", "before", "EIO", undefined],
    ["error", "after", "EIO", "new"],
    ["delay", "before", null, "new"],
    ["twice", "before", null, "new"],
    ["twice", "after", "ENOENT", "new"],
  ] as const)
    test(`strike a file with ${fault}, the effect ${when}`, async () => {
      const done = await worked(...writes, { name: "listener/http/state-file rename", fault, when });

      assert.deepEqual([done.hasStruck, done.said, done.file], [true, said, file]);
    });

  for (const [fault, when, said] of [
    ["error", "before", "machine-refused"],
    ["error", "after", { type: "failed", complaint: "" }],
    ["twice", "after", { type: "done", output: "git version" }],
  ] as const)
    test(`strike a command with ${fault}, the effect ${when}`, async () => {
      const call = `const answer = await m.callNetwork({ gitDir: folder, args: ["version"], environment: process.env, limitMs: 9000, signal: AbortSignal.timeout(9000) });
        return answer.type === "done" ? { ...answer, output: answer.output.slice(0, 11) } : answer;`;
      const done = await worked("repository/git/network", call, {
        name: "repository/git/network git version",
        fault,
        when,
      });

      assert.deepEqual([done.hasStruck, done.said], [true, said]);
    });

  test("strike the ledger, which then holds nothing of what failed", async () => {
    const open = `const ledger = m.createSqliteLedger({ path: folder + "/ledger", random: { hex: () => "id" } });
      return [await ledger.open().catch(({ code }) => code), (await ledger.open()).id];`;
    const name = "ledger/sqlite/open-database COMMIT after INSERT meta";
    const done = await worked("ledger/sqlite/sqlite-ledger", open, { name, fault: "error", when: "before" });

    assert.deepEqual([done.hasStruck, done.said], [true, ["ledger-broken", "id"]]);
  });

  test("strike nothing that does not pass them", async () => {
    const done = await worked(...writes, { name: "listener/http/state-file mkdir of another", fault: "kill" });

    assert.deepEqual([done.hasStruck, done.file], [false, "new"]);
  });

  test("find a daemon whose shims do not look whether another one came first, and nothing in one whose do", async () => {
    const twice = caseFrom("idle, work, twice, before, 0, runtime/process/spawn-shim sh");
    const outcomes = [[], [new URL("./careless-shim.ts", import.meta.url)]].map(async (planted) => {
      await using laboratory = await openLaboratory(planted);
      return await tryCase(laboratory, twice);
    });

    const [right, wrong] = await Promise.all(outcomes);

    assert.deepEqual([right?.hasStruck, right?.broken], [true, []]);
    assert.match(wrong?.broken.join() ?? "", /was signed more often than Git tells/);
  });
});

test("there is a case for each effect and fault, a sample begins with one of each effect, and its line is the case", () => {
  const met = ["a", "b", "c"].map((name) => ({ name, state: "idle", moment: "work" }) as const);

  const cases = casesOf(met, seededRandom(7, "failpoints"));
  const sample = sampleOf(cases, 3);

  assert.equal(new Set(cases.map(({ name, fault }) => `${name} ${fault}`)).size, 12);
  assert.deepEqual(new Set(sample.map(({ name }) => name)), new Set(["a", "b", "c"]));
  assert.deepEqual(sample.map(textOf).map(caseFrom), sample);
});
