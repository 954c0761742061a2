import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { STRACE } from "../can-trace.ts";

/** One call by which a process changed a file, or a line that it said, as the kernel saw it. */
export type Effect =
  | { readonly is: "created" | "synced" | "removed" | "folder"; readonly path: string }
  | { readonly is: "written"; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly is: "cut"; readonly path: string; readonly size: number }
  | { readonly is: "said"; readonly text: string };

/** The calls that are understood, and those that must not happen, because nobody would know what they did to a file. */
const UNDERSTOOD = ["openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "mkdir"];
const UNEXPECTED = [
  ...["open", "creat", "writev", "pwritev", "pwritev2", "truncate", "unlinkat", "rename", "renameat", "renameat2"],
  ...["link", "linkat", "mkdirat", "fallocate", "copy_file_range", "sync_file_range", "msync"],
];

/** Runs a program and gives what its main thread did to files below `folder`, and what it said. It may end by a signal. */
export async function effectsOf(
  command: readonly string[],
  folder: string,
  traceFile: string,
): Promise<readonly Effect[]> {
  const calls = [...UNDERSTOOD, ...UNEXPECTED].join(",");
  const options = ["-qq", "-y", "-xx", "-s", "1000000", "-e", `trace=${calls}`, "-e", "signal=none", "-o", traceFile];
  await promisify(execFile)(STRACE, [...options, ...command]).catch((error: { signal?: string }) => {
    if (error.signal !== "SIGKILL") throw error;
  });
  const effects: Effect[] = [];
  for await (const line of createInterface({ input: createReadStream(traceFile, "latin1") })) {
    const effect = effectIn(line, folder);
    if (effect) effects.push(effect);
  }
  return effects;
}

/** What one line of strace says; undefined where it is about something else, or was refused. */
export function effectIn(line: string, folder: string): Effect | undefined {
  const [, call = "", rest = "", result = ""] = /^(\w+)\((.*)\) += (\S+)/.exec(line) ?? [];
  if (call === "" || result.startsWith("-")) return undefined;
  const strings = Array.from(rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g), ([, hex = ""]) => bytesOf(hex));
  const file = bytesOf(/^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(rest)?.[1] ?? "").toString();
  if (call === "write" && /^1<|^1,/.test(rest)) return { is: "said", text: String(strings[0] ?? "") };
  const path = file === "" ? String(strings[0] ?? "") : file;
  if (path !== folder && !path.startsWith(`${folder}/`)) return undefined;
  switch (call) {
    case "openat":
      return rest.includes("O_CREAT") ? { is: "created", path } : undefined;
    case "mkdir":
      return { is: "folder", path };
    case "unlink":
      return { is: "removed", path };
    case "fsync":
    case "fdatasync":
      return { is: "synced", path };
    case "ftruncate":
      return { is: "cut", path, size: Number(/, (\d+)$/.exec(rest)?.[1]) };
    case "pwrite64":
      return { is: "written", path, at: Number(/, (\d+)$/.exec(rest)?.[1]), bytes: strings[0] ?? Buffer.alloc(0) };
    default:
      throw new Error(`nobody knows what this did to ${path}: ${line.slice(0, 200)}`);
  }
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll("\\x", ""), "hex");
}
