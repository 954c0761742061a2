import { dirname } from "node:path";
import type { SeededRandom } from "../../../test/simulation/seeded-random.ts";
import type { Effect } from "./trace.ts";

/**
 * A disk of which only what was synced is sure to survive a power cut. A file's bytes and size are sure once the file was
 * synced, its name once the folder it stands in was. Of all else, anything may survive: nothing, all, a beginning, any part.
 */
export interface DiskModel {
  take(effect: FileEffect): void;
  /** What may be found after a power cut now: the bytes of files, by path; null is a folder. */
  afterCut(survival: Survival, random: SeededRandom): ReadonlyMap<string, Buffer | null>;
}

export type FileEffect = Exclude<Effect, { readonly is: "said" }>;

/** What becomes of what is not synced. `sizes`: names and sizes survive, and zeros stand where bytes were added. */
export type Survival = "nothing" | "everything" | "a beginning" | "anything" | "sizes";

export const SURVIVALS: readonly Survival[] = ["nothing", "everything", "a beginning", "anything", "sizes"];

interface File {
  synced: Buffer;
  pending: Change[];
}

/** In the order in which they were made, over all files. */
type Change = Extract<FileEffect, { readonly is: "written" | "cut" }> & { readonly order: number };

interface Naming {
  readonly path: string;
  /** Undefined: the name is gone. */
  readonly to: File | "folder" | undefined;
  readonly order: number;
}

/** Disks write sectors whole. */
const SECTOR = 512;

/** `root` is there from the beginning, and sure. */
export function createDiskModel(root: string): DiskModel {
  const named = new Map<string, File | "folder">();
  const sure = new Map<string, File | "folder">();
  let namings: Naming[] = [];
  let order = 0;

  function name(path: string, to: Naming["to"]): void {
    if (to === undefined) named.delete(path);
    else named.set(path, to);
    namings.push({ path, to, order: order++ });
  }

  function fileAt(path: string): File {
    const file = named.get(path);
    if (file === undefined || file === "folder") throw new Error(`there is no file ${path}`);
    return file;
  }

  function sync(path: string): void {
    const found = named.get(path);
    if (path === root || found === "folder") {
      for (const naming of namings.filter((each) => dirname(each.path) === path)) applyName(sure, naming);
      namings = namings.filter((each) => dirname(each.path) !== path);
    } else {
      const file = fileAt(path);
      file.synced = applied(file.synced, file.pending);
      file.pending = [];
    }
  }

  return {
    take(effect) {
      switch (effect.is) {
        case "created":
          if (!named.has(effect.path)) name(effect.path, { synced: Buffer.alloc(0), pending: [] });
          return;
        case "folder":
          return name(effect.path, "folder");
        case "removed":
          return name(effect.path, undefined);
        case "synced":
          return sync(effect.path);
        case "written":
        case "cut":
          fileAt(effect.path).pending.push({ ...effect, order: order++ });
      }
    },
    afterCut(survival, random) {
      const until = random.between(0, order);
      const survives = (change: { readonly order: number }) => {
        if (survival === "a beginning") return change.order < until;
        return survival === "anything" ? random.oneIn(2) : survival !== "nothing";
      };
      const names = new Map(sure);
      for (const naming of namings.filter(survives)) applyName(names, naming);
      const hasFolder = (path: string): boolean =>
        path === root || (names.get(path) === "folder" && hasFolder(dirname(path)));
      const found = [...names].filter(([path]) => hasFolder(dirname(path)));
      return new Map(
        found.map(([path, to]) => [path, to === "folder" ? null : bytesAfter(to, survives, survival, random)]),
      );
    },
  };
}

function applyName(names: Map<string, File | "folder">, { path, to }: Naming): void {
  if (to === undefined) names.delete(path);
  else names.set(path, to);
}

/** A file's bytes with those of its changes that survive. */
function bytesAfter(
  { synced, pending }: File,
  survives: (change: Change) => boolean,
  survival: Survival,
  random: SeededRandom,
): Buffer {
  const surviving = pending.filter(survives);
  if (survival === "sizes")
    return applied(
      synced,
      surviving.map((change) => sizeOnly(change, synced.length)),
    );
  if (survival !== "anything") return applied(synced, surviving);
  return applied(
    synced,
    surviving.map((change) => (change.is === "written" && random.oneIn(3) ? torn(change, random) : change)),
  );
}

function applied(before: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) => (change.is === "cut" ? change.size : change.at + change.bytes.length));
  const bytes = Buffer.alloc(Math.max(before.length, ...ends));
  before.copy(bytes);
  let size = before.length;
  for (const change of changes) {
    if (change.is === "written") {
      change.bytes.copy(bytes, change.at);
      size = Math.max(size, change.at + change.bytes.length);
    } else {
      bytes.fill(0, change.size, size);
      size = change.size;
    }
  }
  return bytes.subarray(0, size);
}

/** Makes the file as long as it does, with zeros, and changes nothing that was there. */
function sizeOnly(change: Change, before: number): Change {
  if (change.is === "cut") return change;
  const end = change.at + change.bytes.length;
  const at = Math.min(Math.max(before, change.at), end);
  return { ...change, at, bytes: Buffer.alloc(end - at) };
}

/** Only a beginning or an end of it, to the border of a sector. */
function torn(change: Change & { readonly is: "written" }, random: SeededRandom): Change {
  const { at, bytes } = change;
  const border = Math.min(bytes.length, SECTOR * Math.ceil(at / SECTOR + random.between(0, 7)) - at);
  return random.oneIn(2)
    ? { ...change, bytes: bytes.subarray(0, border) }
    : { ...change, at: at + border, bytes: bytes.subarray(border) };
}
