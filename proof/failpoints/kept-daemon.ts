import { setTimeout } from "node:timers/promises";
import type { DaemonProcess } from "../../test/journeys/a-daemon.ts";
import type { House } from "../house/house.ts";

/** A daemon as a supervisor keeps it: whenever it ends, another one is started. */
export interface KeptDaemon extends AsyncDisposable {
  /** Ends that nobody asked for since this was asked last: what the daemon said at each. */
  unaskedEnds(): readonly End[];
  /** No warning, and no other until `start`. */
  kill(): Promise<void>;
  /** Asks it to end and waits; false where it had to be killed. No other until `start`. */
  stop(): Promise<boolean>;
  start(): void;
  /** Asks it to look at the repository now; one that has just been started does so by itself. */
  look(): void;
}

export interface End {
  /** An exit code, or a signal. */
  readonly by: number | NodeJS.Signals;
  /** What it said last. */
  readonly said: string;
}

const PRELOAD = new URL("./preload.ts", import.meta.url);
/** Whoever commits says so: else all the houses together would do little but ask. */
const FLAGS = ["--poll", "10s"];
/** From the request to end to the end of patience. */
const STOP_LIMIT_MS = 300_000;
/** As a supervisor that does not turn in circles. */
const PAUSE_MS = 200;

/** Starts the first one. The failpoints of all of them are armed by `notes`; `planted` is loaded into them, too. */
export function keepDaemon(house: House, notes: string, planted: readonly URL[]): KeptDaemon {
  const imports = [PRELOAD, ...planted].map((url) => `--import=${url}`);
  const environment = { NODE_OPTIONS: imports.join(" "), FAILPOINTS: notes };
  let ends: End[] = [];
  let kept: Kept | undefined;

  function start(): void {
    const daemon = house.startDaemon(FLAGS, { environment });
    const one = { daemon, isKept: true };
    kept = one;
    void daemon.ended.then(async (by) => {
      if (!one.isKept) return;
      ends.push({ by, said: daemon.output().slice(-2_000) });
      await setTimeout(PAUSE_MS);
      if (one.isKept) start();
    });
  }

  function letGo(): DaemonProcess | undefined {
    if (kept) kept.isKept = false;
    return kept?.daemon;
  }

  start();
  return {
    unaskedEnds() {
      const since = ends;
      ends = [];
      return since;
    },
    async kill() {
      await letGo()?.kill();
    },
    async stop() {
      const daemon = letGo();
      if (!daemon) return true;
      const late = new AbortController();
      const patience = setTimeout(STOP_LIMIT_MS, false, { signal: late.signal }).catch(() => false);
      const hasEnded = await Promise.race([daemon.stop().then(() => true), patience]);
      late.abort();
      if (!hasEnded) await daemon.kill();
      return hasEnded;
    },
    start,
    look() {
      if (kept?.daemon.output().includes('"watching"')) kept.daemon.hangUp(); // before that a signal would end it
    },
    [Symbol.asyncDispose]: async () => letGo()?.kill(),
  };
}

interface Kept {
  readonly daemon: DaemonProcess;
  isKept: boolean;
}
