import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { Log } from "../daemon/log.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Keys } from "../listener/http/keys.ts";
import type { Listener } from "../listener/port.ts";
import type { Parser } from "../parser/port.ts";
import type { FolderRepository } from "../repository/folder/folder-repository.ts";
import type { GitRepository, GitRepositoryOptions } from "../repository/git/git-repository.ts";
import type { StatusReader } from "../repository/git/status-reader.ts";
import type { Runtime } from "../runtime/port.ts";
import type { Secrets } from "../secrets/port.ts";

/** What commands do outside: main.ts names the adapters, each loaded when it is first wanted. */
export interface Adapters {
  readonly clock: Clock;
  readonly random: Random;
  /** In threads, so that a daemon goes on meanwhile. */
  parser(): Promise<Parser>;
  /** Here, where nothing else waits: threads would take longer to start than a small repository to parse. */
  parserHere(): Promise<Parser>;
  /** The files of a working tree as they are now. */
  folder(directory: string): Promise<FolderRepository>;
  /** What the daemon of the repository around a folder has recorded. */
  status(folder: string, options: { readonly statusBranch: string; readonly offline: boolean }): Promise<StatusReader>;
  /** A remote, by a clone of our own. */
  git(options: Omit<GitRepositoryOptions, "environment" | "clock" | "random">): Promise<GitRepository>;
  ledger(path: string): Promise<Ledger>;
  keys(stateDirectory: string): Promise<Keys>;
  listener(options: ListenerOptions): Promise<Listener>;
  /** Where attempts run as processes, each in a folder of `directory`. */
  processRuntime(directory: string, secrets: Secrets): Promise<Runtime>;
  /** `path`: a file or a folder; without it there is no secret. */
  secrets(path: string | undefined): Promise<Secrets>;
}

interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly stateDirectory: string;
  readonly keys: Keys;
  readonly log: Log;
}
