import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Keys } from "../listener/http/keys.ts";
import type { Listener } from "../listener/port.ts";
import type { Parser } from "../parser/port.ts";
import type { Repository } from "../repository/port.ts";
import type { Runtime } from "../runtime/port.ts";
import type { Secrets } from "../secrets/port.ts";

/** What commands do outside: main.ts names the adapters, each loaded when it is first wanted. */
export interface Adapters {
  readonly clock: Clock;
  readonly random: Random;
  parser(): Promise<Parser>;
  /** The files of a working tree as they are now. */
  folder(directory: string): Promise<Repository>;
  ledger(path: string): Promise<Ledger>;
  keys(stateDirectory: string): Promise<Keys>;
  listener(options: {
    readonly host: string;
    readonly port: number;
    readonly stateDirectory: string;
    readonly keys: Keys;
  }): Promise<Listener>;
  /** Where attempts run as processes, each in a folder of `directory`. */
  processRuntime(directory: string): Promise<Runtime>;
  /** `path`: a file or a folder; without it there is no secret. */
  secrets(path: string | undefined): Promise<Secrets>;
}
