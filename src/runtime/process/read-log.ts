import { open } from "node:fs/promises";
import { ifThere } from "./if-there.ts";
import { orRefusedByMachine } from "./refusal.ts";

const CHUNK_BYTES = 65_536;

/** A file from byte `from` to where it ends now, though it may be growing. Nothing where it is not there. Throws `machine-refused`. */
export async function* readLog(path: string, from: number): AsyncGenerator<Uint8Array> {
  const file = await orRefusedByMachine(ifThere(open(path)));
  if (!file) return;
  try {
    const { size } = await orRefusedByMachine(file.stat());
    for (let at = from; at < size; ) {
      const room = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - at));
      const { buffer, bytesRead } = await orRefusedByMachine(file.read(room, { position: at }));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await orRefusedByMachine(file.close());
  }
}
