import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { suite, test } from "node:test";
import type { ComponentSpec } from "../../src/definitions/types.generated.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce } from "./a-daemon.ts";
import { inPlace, nodeScript, pipelineOf } from "./definitions.ts";
import { recorded, verdictsOf } from "./recorded.ts";
import { everyObject } from "./texts-at.ts";

const SECRET = "s3cret-of-the-forge/+=42";
const env = { TOKEN: { secret: { name: "forge", key: "token" } } };

/** Components that let a secret out in every way they can think of. */
const LEAKS: Readonly<Record<string, ComponentSpec>> = {
  keeps: { env, script: `[ "\${#TOKEN}" -eq ${SECRET.length} ]` },
  echoes: { env, script: 'echo "the token is $TOKEN"; echo "$TOKEN" >&2; exit 1' },
  encodes: { env, script: 'printf %s "$TOKEN" | base64 -w0; echo; printf "x%s" "$TOKEN" | base64; exit 1' },
  splits: {
    env,
    script: nodeScript(`
      const { TOKEN } = process.env;
      const { setTimeout } = require("node:timers/promises");
      process.stdout.write("it is " + TOKEN.slice(0, 9));
      await setTimeout(100);
      process.stdout.write(TOKEN.slice(9) + "\\n");
      process.exitCode = 1;`),
  },
  says: {
    env,
    script: nodeScript(`
      await call("TASK_STATUS", { progress: 0.5, output: { token: process.env.TOKEN } });
      await call("TASK_RESULT", { status: false, result: "I know " + process.env.TOKEN });`),
  },
  prints: { env, script: 'echo "[COUT] out = $TOKEN"', outputs: { out: { type: "string" } } },
  returns: {
    env,
    script: nodeScript(`await call("TASK_RESULT", { status: true, output: { out: process.env.TOKEN } });`),
    outputs: { out: { type: "string" } },
  },
  missing: { env: { TOKEN: { secret: { name: "forge", key: "nothing" } } }, script: "true" },
};

const VERDICTS = {
  keeps: "succeeded",
  echoes: "failed exit-code",
  encodes: "failed exit-code",
  splits: "failed exit-code",
  says: "failed result-failed",
  prints: "failed secret-in-output",
  returns: "failed secret-in-output",
  missing: "failed secret-missing",
};

suite("the value of a secret is in no commit and in no line of the daemon's", { concurrency: true }, () => {
  test("where it comes from a folder", async () => {
    await using repository = await createTemporaryRepository();
    const folder = join(repository.folder, "secrets");
    await mkdir(join(folder, "forge"), { recursive: true });
    await writeFile(join(folder, "forge/token"), SECRET, { mode: 0o600 });
    await letLeak(repository, folder);
  });

  test("where it comes from a file", async () => {
    await using repository = await createTemporaryRepository();
    const file = join(repository.folder, "secrets.yaml");
    await writeFile(file, `forge: { token: ${JSON.stringify(SECRET)} }\n`, { mode: 0o600 });
    await letLeak(repository, file);
  });
});

async function letLeak(repository: TemporaryRepository, secrets: string): Promise<void> {
  const stages = [{ name: "only", failFast: false, actions: inPlace(LEAKS) }];
  await repository.commit({ "pipelines/leak.yaml": pipelineOf("leak", { stages }) });

  const { output } = await runOnce(repository, ["--secrets", secrets, "--max-active-actions", "20"]);

  const { run, files } = await recorded(repository);
  assert.deepEqual(verdictsOf(run("leak-1")), VERDICTS);
  const everything = [output, await everyObject(repository), await readAll(join(repository.folder, "state"))].join(
    "\n",
  );
  for (const form of [SECRET, Buffer.from(SECRET).toString("base64"), encodeURIComponent(SECRET)]) {
    assert.equal(everything.includes(form), false, `${form} is nowhere`);
  }
  assert.match(files.get("status/runs/leak/1/echoes.log") ?? "", /^the token is \*+$/m);
}

/** The contents of all files below a folder. */
async function readAll(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), "utf8")))).join("\n");
}
