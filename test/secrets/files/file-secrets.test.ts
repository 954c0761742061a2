import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { openFileSecrets } from "../../../src/secrets/files/file-secrets.ts";
import { noSecrets } from "../../../src/secrets/no-secrets.ts";
import { printedWithFewFiles } from "../../fixtures/without-files.ts";

const TOKEN = { name: "forge", key: "token" };

/** A folder with these files, each for its owner only; gone after `use`. */
async function withFiles(
  files: { readonly [path: string]: string },
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-secrets-"));
  try {
    for (const [path, text] of Object.entries(files)) await put(join(folder, path), text);
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { mode: 0o600 });
}

describe("secrets of a folder", () => {
  for (const [what, text, value] of [
    ["a text", "s3cret", "s3cret"],
    ["one newline at its end", "s3cret\n", "s3cret"],
    ["one newline of Windows at its end", "s3cret\r\n", "s3cret"],
    ["two newlines at its end", "s3cret\n\n", "s3cret\n"],
    ["lines, blanks and a first newline", "\n a\n b \n", "\n a\n b "],
    ["nothing", "", ""],
    ["more than ASCII", "gehëim 🔑", "gehëim 🔑"],
  ] as const) {
    test(`a key file with ${what} says ${JSON.stringify(value)}`, () =>
      withFiles({ "forge/token": text }, async (folder) => {
        assert.equal(await (await openFileSecrets(folder)).value(TOKEN), value);
      }));
  }

  test("that are not there are undefined", () =>
    withFiles({ "forge/token": "s3cret", file: "" }, async (folder) => {
      const secrets = await openFileSecrets(folder);

      for (const ref of [
        { ...TOKEN, key: "other" },
        { ...TOKEN, name: "other" },
        { ...TOKEN, name: "file" },
      ]) {
        assert.equal(await secrets.value(ref), undefined);
      }
    }));

  for (const ref of [
    { name: "..", key: "outside" },
    { name: "forge", key: "../../outside" },
    { name: "forge/..", key: "token" },
    { name: ".", key: "outside" },
    { name: "/etc", key: "hostname" },
    { name: "forge", key: "token\0" },
    { name: "", key: "token" },
    { name: "forge", key: "" },
    { name: "forge", key: "token\n" },
  ]) {
    test(`no name leads elsewhere: ${JSON.stringify(ref)}`, () =>
      withFiles({ outside: "s3cret", "in/forge/token": "s3cret", "in/outside": "s3cret" }, async (folder) => {
        assert.equal(await (await openFileSecrets(join(folder, "in"))).value(ref), undefined);
      }));
  }

  test("may be links, as a mounted volume has them", () =>
    withFiles({ "forge/..data/token": "s3cret" }, async (folder) => {
      await symlink("..data/token", join(folder, "forge/token"));

      assert.equal(await (await openFileSecrets(folder)).value(TOKEN), "s3cret");
    }));

  for (const mode of [0o640, 0o604, 0o620, 0o601]) {
    test(`are refused with mode ${mode.toString(8)}`, () =>
      withFiles({ "forge/token": "s3cret" }, async (folder) => {
        const file = join(folder, "forge/token");
        await chmod(file, mode);

        await assert.rejects(openFileSecrets(folder), {
          name: "OperationalError",
          code: "secrets-readable-by-others",
          retry: "never",
          hint: `chmod 600 ${file}`,
        });
      }));
  }
});

describe("secrets of a YAML file", () => {
  const yaml = "forge:\n  token: s3cret\n  number: 0123\n  yes: yes\n  key: |\n    a\n    b\nnpm: { token: t }\n";

  for (const [name, key, value] of [
    ["forge", "token", "s3cret"],
    ["forge", "number", "0123"],
    ["forge", "yes", "yes"],
    ["forge", "key", "a\nb\n"],
    ["npm", "token", "t"],
    ["npm", "other", undefined],
    ["other", "token", undefined],
    ["__proto__", "toString", undefined],
    ["forge", "constructor", undefined],
  ] as const) {
    test(`${name}/${key} is ${JSON.stringify(value)}`, () =>
      withFiles({ "secrets.yaml": yaml }, async (folder) => {
        assert.equal(await (await openFileSecrets(join(folder, "secrets.yaml"))).value({ name, key }), value);
      }));
  }

  for (const [what, text] of [
    ["no YAML", "forge:\n  token: s3cret\n   other: s3cret\n"],
    ["a key twice", "forge:\n  s3cret: a\n  s3cret: b\n"],
    ["an alias to nothing", "forge:\n  token: *s3cret\n"],
    ["a list", "- s3cret\n"],
    ["a text", "s3cret"],
    ["nothing", ""],
    ["a value without a key", "forge: s3cret\n"],
    ["a value that is a list", "forge:\n  token: [s3cret]\n"],
  ] as const) {
    test(`with ${what} are secrets-unreadable, and the error does not quote them`, () =>
      withFiles({ "secrets.yaml": text }, async (folder) => {
        const reading = openFileSecrets(join(folder, "secrets.yaml"));

        await assert.rejects(reading, (error: Error) => {
          assert.partialDeepStrictEqual({ ...error }, { code: "secrets-unreadable", retry: "never" });
          assert.ok(!`${error.message}${error.cause}`.includes("s3cret"), error.message);
          return true;
        });
      }));
  }

  test("are refused where others can read it", () =>
    withFiles({ "secrets.yaml": yaml }, async (folder) => {
      await chmod(join(folder, "secrets.yaml"), 0o644);

      await assert.rejects(openFileSecrets(join(folder, "secrets.yaml")), {
        code: "secrets-readable-by-others",
      });
    }));
});

describe("a secret that was changed counts from its next use on:", () => {
  for (const [what, file, before, after] of [
    ["a key file", "all/forge/token", "old", "new"],
    ["a YAML file", "all", "forge: {token: old}", "forge: {token: new}"],
  ] as const) {
    test(what, () =>
      withFiles({ [file]: before }, async (folder) => {
        const secrets = await openFileSecrets(join(folder, "all"));
        assert.equal(await secrets.value(TOKEN), "old");

        await put(join(folder, "next"), after);
        await rename(join(folder, "next"), join(folder, file));
        assert.equal(await secrets.value(TOKEN), "new");

        await writeFile(join(folder, file), before); // of the same length, maybe in the same tick of the clock
        assert.equal(await secrets.value(TOKEN), "old");
      }),
    );
  }
});

test("a place that is not there is secrets-unreadable", () =>
  withFiles({}, async (folder) => {
    await assert.rejects(openFileSecrets(join(folder, "nowhere")), { code: "secrets-unreadable" });
  }));

test("what others may read later is refused at its next use", () =>
  withFiles({ "forge/token": "s3cret" }, async (folder) => {
    const secrets = await openFileSecrets(folder);
    await chmod(join(folder, "forge/token"), 0o644);

    await assert.rejects(secrets.value(TOKEN), { code: "secrets-readable-by-others" });
  }));

test("what lies beside the secrets of a folder may be read by anybody", () =>
  withFiles({ "forge/token": "s3cret", README: "", "forge/deeper/file": "" }, async (folder) => {
    await chmod(join(folder, "README"), 0o644);
    await chmod(join(folder, "forge/deeper/file"), 0o644);

    assert.equal(await (await openFileSecrets(folder)).value(TOKEN), "s3cret");
  }));

test("without configuration there is no secret", async () => {
  assert.equal(await noSecrets.value(TOKEN), undefined);
});

test("a secret that cannot be read for want of files is refused for now only", () =>
  withFiles({ "folder/forge/token": "s3cret", "file.yaml": "forge: { token: s3cret }" }, async (folder) => {
    for (const path of ["folder", "file.yaml"])
      assert.deepEqual(
        await printedWithFewFiles(new URL("./read-without-files.ts", import.meta.url), join(folder, path)),
        ["secrets-unreadable later", "s3cret"],
      );
  }));
