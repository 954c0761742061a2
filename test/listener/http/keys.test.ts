import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { systemRandom } from "../../../src/cli/system-random.ts";
import { loadKeys } from "../../../src/listener/http/keys.ts";

async function withStateDirectory(use: (folder: string, file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-keys-"));
  try {
    await use(join(folder, "state"), join(folder, "state", "callback-keys"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("a new state directory gets a key of 32 random bytes that only its owner can read", () =>
  withStateDirectory(async (folder, file) => {
    await loadKeys(folder, systemRandom);

    assert.match(await readFile(file, "utf8"), /^[0-9a-f]{64}\n$/);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  }));

test("the key stays the same", () =>
  withStateDirectory(async (folder) => {
    const first = await loadKeys(folder, systemRandom);
    const second = await loadKeys(folder, systemRandom);

    assert.equal(second.current, first.current);
    assert.equal(second.sign(first.current, "a/path"), first.sign(first.current, "a/path"));
  }));

test("a mac is the first 16 bytes of HMAC-SHA256 over the path, in base64url", () =>
  withStateDirectory(async (folder, file) => {
    const { current, sign } = await loadKeys(folder, systemRandom);
    const key = Buffer.from((await readFile(file, "utf8")).trim(), "hex");

    const mac = createHmac("sha256", key).update("a/path").digest().subarray(0, 16).toString("base64url");

    assert.match(current, /^[0-9a-f]{8}$/);
    assert.equal(sign(current, "a/path"), mac);
    assert.equal(sign("00000000", "a/path"), undefined);
  }));

test("with a new key on top, new runs sign with it, and URLs of the old one are still known", () =>
  withStateDirectory(async (folder, file) => {
    const before = await loadKeys(folder, systemRandom);
    await writeFile(file, `${"ab".repeat(32)}\n${await readFile(file, "utf8")}`);

    const after = await loadKeys(folder, systemRandom);

    assert.notEqual(after.current, before.current);
    assert.equal(after.sign(before.current, "a/path"), before.sign(before.current, "a/path"));
  }));

for (const [what, text] of [
  ["nothing", ""],
  ["a short key", "abcd\n"],
  ["something else", "-----BEGIN PRIVATE KEY-----\n"],
] as const) {
  test(`a file with ${what} is refused, not replaced`, () =>
    withStateDirectory(async (folder, file) => {
      await loadKeys(folder, systemRandom);
      await writeFile(file, text);

      await assert.rejects(loadKeys(folder, systemRandom), { code: "keys-unreadable", retry: "never" });

      assert.equal(await readFile(file, "utf8"), text);
    }));
}

test("keys that others can read are refused", () =>
  withStateDirectory(async (folder, file) => {
    await loadKeys(folder, systemRandom);
    await chmod(file, 0o640);

    await assert.rejects(loadKeys(folder, systemRandom), {
      code: "keys-readable-by-others",
      hint: `chmod 600 ${file}`,
    });
  }));
