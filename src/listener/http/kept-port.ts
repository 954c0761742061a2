import { join } from "node:path";
import { readStateFile, writeStateFile } from "./state-file.ts";

/** A port that was chosen once and is kept, because the URLs of runs under way name it. */
export interface KeptPort {
  readonly file: string;
  /** 0 = none was chosen yet. */
  read(): Promise<number>;
  keep(port: number): Promise<void>;
}

/** The port that a state directory keeps. A file that holds no port counts as none. */
export function keptPort(stateDirectory: string): KeptPort {
  const file = join(stateDirectory, "listener-port");
  return {
    file,
    async read() {
      const text = (await readStateFile(file)) ?? "";
      return /^\d{1,5}\n$/.test(text) && Number(text) < 65_536 ? Number(text) : 0;
    },
    keep: (port) => writeStateFile(file, `${port}\n`),
  };
}
