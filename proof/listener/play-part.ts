import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Said } from "./good-calls.ts";
import type { Task } from "./part-process.ts";
import type { Told } from "./target.ts";

/** A part that is played in a process of its own, so that nobody waits for anybody else's work. */
export interface Part extends Disposable {
  readonly done: Promise<Told & { readonly said?: readonly Said[] }>;
  /** Asks it to come to its end. */
  stop(): void;
}

/** Begins one; its process ends with the scope at the latest. */
export function playPart(task: Task): Part {
  const player = fork(fileURLToPath(new URL("./part-process.ts", import.meta.url)));
  player.send(task);
  const failed = once(player, "exit").then(([code]) => {
    throw new Error(`the process that plays ${task.part} has ended with ${code}`);
  });
  const told = once(player, "message").then(([message]) => message as Awaited<Part["done"]>);
  const done = Promise.race([told, failed]);
  done.catch(() => {});
  return {
    done,
    stop: () => void (player.connected && player.send("stop")),
    [Symbol.dispose]: () => void player.kill("SIGKILL"),
  };
}
