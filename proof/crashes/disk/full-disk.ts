import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A file system without a free byte; what becomes free is taken again, until it ends. */
export interface FullDisk extends AsyncDisposable {
  end(): Promise<void>;
}

/** Fills the file system that a folder lies on. */
export async function fullDisk(folder: string): Promise<FullDisk> {
  const ballast = join(folder, "ballast");
  const file = await open(ballast, "a");
  const fill = async () => {
    for (let bytes = 2 ** 20; bytes >= 1; ) {
      const { bytesWritten } = await file.write(Buffer.alloc(bytes)).catch(isFull);
      if (bytesWritten < bytes) bytes = Math.floor(bytes / 2);
    }
  };
  let isOver = false;
  await fill();
  const filling = (async () => {
    while (!isOver) {
      await setTimeout(20);
      await fill();
    }
  })();
  const end = async () => {
    if (isOver) return;
    isOver = true;
    await filling;
    await file.close();
    await rm(ballast);
  };
  return { end, [Symbol.asyncDispose]: end };
}

function isFull(error: NodeJS.ErrnoException): { readonly bytesWritten: number } {
  if (error.code === "ENOSPC") return { bytesWritten: 0 };
  throw error;
}
