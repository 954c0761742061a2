import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, glob, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";

const root = join(import.meta.dirname, "..");
const config = join(root, ".dependency-cruiser.cjs");
const cruiser = join(root, "node_modules/.bin/depcruise");

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

describe("the borders between the rooms of src/", () => {
  let cruise: Cruise;
  before(async () => {
    cruise = await cruiseIn(root);
  });

  test("are kept", () => {
    assert.deepEqual(violationsOf(cruise), []);
  });

  test("are checked in every file", async () => {
    const onDisk = (await Array.fromAsync(glob("src/**/*.ts", { cwd: root }))).sort();
    const seen = cruise.modules.map(({ source }) => source).filter((source) => source.startsWith("src/"));

    assert.deepEqual(seen.sort(), onDisk);
  });

  test("have a rule for every folder", async () => {
    const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: readonly { name: string }[] };
    const rules = forbidden.map(({ name }) => name);

    const folders = await readdir(join(root, "src"));

    assert.deepEqual(
      folders.filter((folder) => !rules.includes(`${folder}-imports-rooms`)),
      [],
    );
  });
});

/** One tree holds them all, because each cruise costs half a second. */
const planted: readonly { what: string; rule: string; from: string; files: Readonly<Record<string, string>> }[] = [
  {
    what: "a pure room that imports a core module",
    rule: "pure-rooms-without-node",
    from: "src/base/file.ts",
    files: { "src/base/file.ts": 'export { readFileSync } from "node:fs";' },
  },
  {
    what: "a pure room that imports a core module without its prefix",
    rule: "pure-rooms-without-node",
    from: "src/plan/file.ts",
    files: { "src/plan/file.ts": 'export { readFileSync } from "fs";' },
  },
  {
    what: "a pure room that imports a core module while running",
    rule: "pure-rooms-without-node",
    from: "src/run/file.ts",
    files: { "src/run/file.ts": 'export const file = () => import("node:fs");' },
  },
  {
    what: "digest.ts, with a core module other than crypto",
    rule: "digest-uses-crypto-only",
    from: "src/base/digest.ts",
    files: { "src/base/digest.ts": 'export { tmpdir } from "node:os";' },
  },
  {
    what: "an earlier room that imports a type of a later one",
    rule: "plan-imports-rooms",
    from: "src/plan/early.ts",
    files: {
      "src/plan/early.ts": 'export type { Late } from "../run/late.ts";',
      "src/run/late.ts": "export type Late = string;",
    },
  },
  {
    what: "expressions that import more than types of definitions",
    rule: "expressions-know-types-of-definitions",
    from: "src/expressions/parse.ts",
    files: {
      "src/expressions/parse.ts": 'import { parse } from "../definitions/parse.ts";\nexport const again = parse;',
      "src/definitions/parse.ts": "export const parse = 1;",
    },
  },
  {
    what: "a package of another room",
    rule: "plan-imports-packages",
    from: "src/plan/yaml.ts",
    files: {
      "src/plan/yaml.ts": 'export { parse } from "yaml";',
      "node_modules/yaml/package.json": '{ "name": "yaml", "version": "1.0.0", "main": "index.js" }',
      "node_modules/yaml/index.js": "exports.parse = () => undefined;",
    },
  },
  {
    what: "a child process outside its three places",
    rule: "child-processes-in-three-places",
    from: "src/repository/git/start.ts",
    files: { "src/repository/git/start.ts": 'export { spawn } from "node:child_process";' },
  },
  {
    what: "a daemon that names a type of an adapter",
    rule: "daemon-knows-ports-only",
    from: "src/daemon/adapter.ts",
    files: {
      "src/daemon/adapter.ts": 'export type { Row } from "../ledger/sqlite/row.ts";',
      "src/ledger/sqlite/row.ts": "export type Row = string;",
    },
  },
  {
    what: "a daemon that imports a core module",
    rule: "daemon-without-node",
    from: "src/daemon/timer.ts",
    files: { "src/daemon/timer.ts": 'export { setTimeout } from "node:timers/promises";' },
  },
  {
    what: "sqlite outside the ledger",
    rule: "sqlite-in-ledger",
    from: "src/cli/database.ts",
    files: { "src/cli/database.ts": 'export { DatabaseSync } from "node:sqlite";' },
  },
  {
    what: "threads outside the parser",
    rule: "threads-in-parser",
    from: "src/cli/thread.ts",
    files: { "src/cli/thread.ts": 'export { Worker } from "node:worker_threads";' },
  },
  {
    what: "an outer room that imports another",
    rule: "listener-imports-rooms",
    from: "src/listener/ledger.ts",
    files: {
      "src/listener/ledger.ts": 'export type { Ledger } from "../ledger/port.ts";',
      "src/ledger/port.ts": "export type Ledger = string;",
    },
  },
  {
    what: "a port that brings code with it",
    rule: "ports-are-types",
    from: "src/runtime/port.ts",
    files: {
      "src/runtime/port.ts": 'import { limit } from "../base/limit.ts";\nexport const twice = 2 * limit;',
      "src/base/limit.ts": "export const limit = 1;",
    },
  },
  {
    what: "a file that imports a test",
    rule: "src-stays-in-src",
    from: "src/run/fixture.ts",
    files: {
      "src/run/fixture.ts": 'export { aRun } from "../../test/a-run.ts";',
      "test/a-run.ts": "export const aRun = 1;",
    },
  },
  {
    what: "a ring of types",
    rule: "no-cycles",
    from: "src/run/head.ts",
    files: {
      "src/run/head.ts": 'import type { Tail } from "./tail.ts";\nexport type Head = Tail | 1;',
      "src/run/tail.ts": 'import type { Head } from "./head.ts";\nexport type Tail = Head | 2;',
    },
  },
  {
    what: "an import that leads nowhere",
    rule: "no-unresolvable",
    from: "src/run/nowhere.ts",
    files: { "src/run/nowhere.ts": 'export { nothing } from "./nothing.ts";' },
  },
];

describe("a border is broken by", () => {
  let folder: string;
  let cruise: Cruise;
  before(async () => {
    folder = await aTreeWith(Object.assign({}, ...planted.map(({ files }) => files)));
    cruise = await cruiseIn(folder);
  });
  after(() => rm(folder, { recursive: true }));

  for (const { what, rule, from } of planted) {
    test(what, () => {
      const broken = cruise.summary.violations.filter((violation) => violation.from === from);

      assert.deepEqual([...new Set(broken.map((violation) => violation.rule.name))], [rule]);
    });
  }
});

test("what the borders allow is no violation", async (t) => {
  const folder = await aTreeWith({
    "src/base/digest.ts": 'import { createHash } from "node:crypto";\nexport const a = createHash;\n',
    "src/definitions/b.ts": "export type B = string;\n",
    "src/expressions/a.ts": 'import type { B } from "../definitions/b.ts";\nexport type A = B;\n',
    "src/repository/git/network.ts": 'import { spawn } from "node:child_process";\nexport const a = spawn;\n',
    "src/ledger/port.ts": 'import type { A } from "../base/a.ts";\nexport type Ledger = A;\n',
    "src/base/a.ts": "export type A = string;\n",
    "src/daemon/a.ts": 'import type { Ledger } from "../ledger/port.ts";\nexport type A = Ledger;\n',
    "src/ledger/sqlite/a.ts": 'import { DatabaseSync } from "node:sqlite";\nexport const a = DatabaseSync;\n',
    "src/cli/main.ts": 'import { a } from "../ledger/sqlite/a.ts";\nexport const main = a;\n',
  });
  t.after(() => rm(folder, { recursive: true }));

  assert.deepEqual(violationsOf(await cruiseIn(folder)), []);
});

function violationsOf({ summary }: Cruise): string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

async function aTreeWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-borders-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  for (const file of ["package.json", "tsconfig.json"]) await cp(join(root, file), join(folder, file));
  return folder;
}

/** The exit code is the number of violations, which the output says as well. */
function cruiseIn(folder: string): Promise<Cruise> {
  const args = [cruiser, "src", "--config", config, "--output-type", "json"];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      if (stdout.startsWith("{")) resolve(JSON.parse(stdout));
      else reject(new Error(`dependency-cruiser failed: ${stderr}`, { cause: error }));
    });
  });
}
