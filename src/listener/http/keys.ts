import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../base/digest.ts";
import { OperationalError } from "../../base/operational-error.ts";
import type { Random } from "../../base/random.ts";
import type { Sign } from "../../contract/capability.ts";
import { readStateFile, writeStateFile } from "./state-file.ts";

/** The keys of callback URLs. A key's id is made from the key, so that an URL names the key that signed it. */
export interface Keys {
  /** The id of the key that signs the URLs of new runs. */
  readonly current: string;
  readonly sign: Sign;
}

const FILE = "callback-keys";
const MAC_BYTES = 16;

/**
 * Reads the keys of a state directory: 32 bytes in hex a line, the first signs for new runs, all are known. Makes one
 * where there is none. Throws OperationalError `keys-unreadable`, or `keys-readable-by-others`.
 */
export async function loadKeys(stateDirectory: string, random: Random): Promise<Keys> {
  const path = join(stateDirectory, FILE);
  let text = await readStateFile(path);
  if (text === undefined) {
    text = `${random.hex(32)}\n`;
    await writeStateFile(path, text);
  }
  await refuseReadableByOthers(path);
  const keys = keysIn(text);
  if (keys === undefined) throw unreadable(path);
  return keys;
}

/** The keys in the text of such a file; undefined where it holds something else, or none. */
function keysIn(text: string): Keys | undefined {
  const lines = text.split("\n").filter((line) => line !== "");
  const [first] = lines;
  if (first === undefined || !lines.every((line) => /^[0-9a-f]{64}$/.test(line))) return undefined;
  return {
    current: keyId(first),
    sign: signWith(new Map(lines.map((line) => [keyId(line), createSecretKey(line, "hex")]))),
  };
}

function keyId(hex: string): string {
  return sha256(`pilotage callback key ${hex}`).slice(0, 8);
}

function signWith(keys: ReadonlyMap<string, KeyObject>): Sign {
  return (id, path) => {
    const key = keys.get(id);
    return key && createHmac("sha256", key).update(path).digest().subarray(0, MAC_BYTES).toString("base64url");
  };
}

async function refuseReadableByOthers(path: string): Promise<void> {
  if (((await stat(path)).mode & 0o077) === 0) return;
  throw new OperationalError("keys-readable-by-others", `${path} can be read by others`, {
    retry: "never",
    hint: `chmod 600 ${path}`,
  });
}

function unreadable(path: string): OperationalError {
  return new OperationalError("keys-unreadable", `${path} holds something else than keys, 64 hex digits a line`, {
    retry: "never",
    hint: "put the old file back; without its keys, components of active runs cannot call",
  });
}
