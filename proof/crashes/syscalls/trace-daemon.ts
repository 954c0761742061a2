import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import type { DaemonProcess } from "../../../test/journeys/a-daemon.ts";
import { STRACE } from "../can-trace.ts";

/** Something that has taken hold of a daemon. */
export interface Tracing extends AsyncDisposable {
  /** Lets go of it; resolves when the daemon runs as before. */
  end(): Promise<void>;
}

/** Runs strace with these options on all threads that a daemon has now, and none of its children. */
export async function traceDaemon({ pid }: DaemonProcess, options: readonly string[]): Promise<Tracing> {
  const threads = await readdir(`/proc/${pid}/task`);
  const strace = spawn(STRACE, [...options, ...threads.flatMap((thread) => ["-p", thread])], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const closed = once(strace, "close");
  let said = "";
  await new Promise<void>((attached, refused) => {
    strace.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.split(" attached").length > threads.length) attached();
    });
    strace.once("close", () => refused(new Error(`strace ended: ${said}`)));
  });
  const end = async () => {
    strace.kill("SIGINT");
    await closed;
  };
  return { end, [Symbol.asyncDispose]: end };
}
