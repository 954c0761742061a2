import type { Adapters } from "./adapters.ts";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * cli/ — commands, and what they show.
 * In: arguments, the environment, a terminal. Out: text, and an exit code: 0 good, 1 it failed, 2 something would start
 * (`plan --detailed-exitcode`), 64 wrong use. main.ts makes the Context from the process; every command takes it as a value.
 */
export interface Context {
  readonly version: string;
  /** `--verbose`: say more. */
  readonly verbose: boolean;
  /** The working directory, absolute; what users name is relative to it. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly adapters: Adapters;
  /** Calls `interrupted` at each Ctrl-C and each polite request to end; the answer ends it. */
  onInterrupt(interrupted: () => void): () => void;
  /** Calls `hungUp` at each SIGHUP, which asks a service to look again; the answer ends it. */
  onHangUp(hungUp: () => void): () => void;
}
