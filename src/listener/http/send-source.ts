import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Exchange } from "./exchange.ts";

/** Small, because it is held for each reader, and a reader may be very slow. */
const BUFFER_BYTES = 16 * 1024;

/** Streams a tar file. Throws where it cannot be read; a client that goes away is no error. */
export async function sendSource({ request, response }: Exchange, path: string): Promise<void> {
  await using file = await open(path);
  const { size } = await file.stat();
  response.writeHead(200, { "content-type": "application/x-tar", "content-length": size });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  try {
    await pipeline(file.createReadStream({ autoClose: false, highWaterMark: BUFFER_BYTES }), response);
  } catch (error) {
    if (!isPrematureClose(error)) throw error;
  }
}

function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
