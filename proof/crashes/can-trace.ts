import { spawn } from "node:child_process";
import { once } from "node:events";

/** The program that traces; not every machine has it. */
export const STRACE = "strace";

/** Why no process can be traced here; undefined where strace may take hold of one that runs. */
export async function cannotTrace(): Promise<string | undefined> {
  const sleeper = spawn("sleep", ["10"]);
  try {
    const tracer = spawn(STRACE, ["-o", "/dev/null", "-p", String(sleeper.pid)], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    const heard = new Promise<void>((resolve) => {
      tracer.stderr.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        resolve();
      });
      tracer.on("error", (error) => {
        said = error.message;
        resolve();
      });
    });
    await heard;
    if (tracer.pid !== undefined) {
      tracer.kill("SIGINT");
      await once(tracer, "close");
    }
    return said.includes("attached") ? undefined : `strace cannot take hold of processes here: ${said.trim()}`;
  } finally {
    sleeper.kill();
  }
}
