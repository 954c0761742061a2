import { type FileHandle, open, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { Entry } from "../port.ts";

/** Writes these files of a folder as a tar (ustar, with pax headers for long names) to `path`; submodules are left out. */
export async function writeTar(
  folder: string,
  entries: readonly Pick<Entry, "path" | "mode">[],
  path: string,
): Promise<void> {
  const tar = await open(path, "wx", 0o600);
  try {
    for (const { path: name, mode } of entries) {
      const file = join(folder, name);
      if (mode === "120000") await tar.writeFile(headers(name, { type: "2", link: await readlink(file) }));
      else if (mode !== "160000") await addFile(tar, name, mode === "100755" ? 0o755 : 0o644, file);
    }
    await tar.writeFile(Buffer.alloc(2 * BLOCK));
  } finally {
    await tar.close();
  }
}

const BLOCK = 512;
const CHUNK = 1024 * 1024;

/** Exactly as many bytes as the header says, even if the file grows or shrinks meanwhile. */
async function addFile(tar: FileHandle, name: string, mode: number, path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    const { size, mtimeMs } = await file.stat();
    await tar.writeFile(headers(name, { type: "0", mode, size, mtimeSeconds: Math.floor(mtimeMs / 1_000) }));
    const chunk = Buffer.alloc(Math.min(CHUNK, size));
    let left = size;
    while (left > 0) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, left));
      if (bytesRead === 0) break;
      await tar.writeFile(chunk.subarray(0, bytesRead));
      left -= bytesRead;
    }
    await tar.writeFile(Buffer.alloc(left + padding(size)));
  } finally {
    await file.close();
  }
}

interface Header {
  /** 0 a file, 2 a link, x what the next header has no room for. */
  readonly type: "0" | "2" | "x";
  readonly mode?: number;
  readonly size?: number;
  readonly mtimeSeconds?: number;
  readonly link?: string;
}

function headers(name: string, header: Header): Buffer {
  const records = [
    ...(Buffer.byteLength(name) > 100 ? [paxRecord("path", name)] : []),
    ...(header.link !== undefined && Buffer.byteLength(header.link) > 100 ? [paxRecord("linkpath", header.link)] : []),
  ];
  if (records.length === 0) return block(name, header);
  const pax = Buffer.concat(records);
  return Buffer.concat([
    block("pax", { type: "x", size: pax.length }),
    pax,
    Buffer.alloc(padding(pax.length)),
    block(name, header),
  ]);
}

/** "<length of the record, itself included> <key>=<value>\n" */
function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes;
  while (length !== bytes + String(length).length) length = bytes + String(length).length;
  return Buffer.from(`${length}${rest}`);
}

function block(name: string, { type, mode = 0o644, size = 0, mtimeSeconds = 0, link = "" }: Header): Buffer {
  const header = Buffer.alloc(BLOCK);
  const text = (at: number, value: string, most: number) => Buffer.from(value).copy(header, at, 0, most);
  const octal = (at: number, value: number, digits: number) =>
    text(at, value.toString(8).padStart(digits, "0"), digits);
  text(0, name, 100);
  octal(100, mode, 7);
  octal(108, 0, 7); // nobody's user and group
  octal(116, 0, 7);
  octal(124, size, 11);
  octal(136, mtimeSeconds, 11);
  text(148, " ".repeat(8), 8); // the checksum is taken over blanks in its own place
  text(156, type, 1);
  text(157, link, 100);
  text(257, "ustar\u000000", 8);
  octal(
    148,
    header.reduce((sum, byte) => sum + byte, 0),
    6,
  );
  header[154] = 0;
  return header;
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}
