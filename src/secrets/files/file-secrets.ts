import { stat } from "node:fs/promises";
import { join } from "node:path";
import { OperationalError } from "../../base/operational-error.ts";
import type { SecretRef } from "../../plan/execution-plan.ts";
import type { Secrets } from "../port.ts";
import { readPrivateFile } from "./private-file.ts";
import { parseSecrets, type SecretTable } from "./secret-table.ts";

/**
 * Secrets of a folder that holds `<name>/<key>` files, or of one YAML file `name: {key: value}`. They are read anew at
 * each use, so that a changed secret counts from the next attempt on. Of a key file one newline at its end is left out,
 * because editors and `echo` put it there. Throws OperationalError `secrets-readable-by-others`, `secrets-unreadable`.
 */
export function createFileSecrets(path: string): Secrets {
  let last: { readonly text: string; readonly table: SecretTable } | undefined;

  async function fromFile({ name, key }: SecretRef): Promise<string | undefined> {
    const text = await readPrivateFile(path);
    if (text === undefined) return undefined;
    if (text !== last?.text) last = { text, table: parseSecrets(text, path) };
    return last.table.get(name)?.get(key);
  }

  return { value: async (ref) => ((await isFolder(path)) ? fromFolder(path, ref) : fromFile(ref)) };
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
    throw new OperationalError("secrets-unreadable", `${path} cannot be read`, {
      retry: "never",
      cause,
      hint: "name a folder or a file with --secrets",
    });
  }
}
