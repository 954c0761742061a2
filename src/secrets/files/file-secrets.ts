import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { SecretRef } from "../../plan/execution-plan.ts";
import type { Secrets } from "../port.ts";
import { readPrivateFile, unreadable } from "./private-file.ts";
import { parseSecrets, type SecretTable } from "./secret-table.ts";

/**
 * Secrets of a folder that holds `<name>/<key>` files, or of one YAML file `name: {key: value}`. They are read anew at
 * each use, so that a changed secret counts from the next attempt on. Of a key file one newline at its end is left out,
 * because editors and `echo` put it there. All of them are read once at the start too: a mistake shows before anything
 * runs. Throws OperationalError `secrets-readable-by-others`, `secrets-unreadable`.
 */
export async function openFileSecrets(path: string): Promise<Secrets> {
  let last: { readonly text: string; readonly table: SecretTable } | undefined;

  async function fromFile({ name, key }: SecretRef): Promise<string | undefined> {
    const text = await readPrivateFile(path);
    if (text === undefined) return undefined;
    if (text !== last?.text) last = { text, table: parseSecrets(text, path) };
    return last.table.get(name)?.get(key);
  }

  const value = async (ref: SecretRef) => ((await isFolder(path)) ? fromFolder(path, ref) : fromFile(ref));
  const present = (await isFolder(path)) ? await refsIn(path) : [{ name: "", key: "" }]; // any of a file reads all of it
  for (const ref of present) await value(ref);
  return { value };
}

/** The secrets of a folder; what else lies in it is nothing to us. */
async function refsIn(folder: string): Promise<readonly SecretRef[]> {
  const refs: SecretRef[] = [];
  for (const name of await namesIn(folder)) {
    const inside = join(folder, name);
    if (await isFolder(inside)) refs.push(...(await namesIn(inside)).map((key) => ({ name, key })));
  }
  return refs;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter(isPlainName);
  } catch (cause) {
    throw unreadable(folder, cause, HINT);
  }
}

async function fromFolder(folder: string, { name, key }: SecretRef): Promise<string | undefined> {
  if (!isPlainName(name) || !isPlainName(key)) return undefined;
  const text = await readPrivateFile(join(folder, name, key));
  return text?.replace(/\r?\n$/, "");
}

/** A name leads to no other folder. */
function isPlainName(name: string): boolean {
  return /^\w[-.\w]*$/.test(name);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw unreadable(path, cause, HINT);
  }
}

const HINT = "name a folder or a file with --secrets";
