import type { Clock } from "../../base/clock.ts";
import type { Cache } from "./cache.ts";
import { runGit } from "./local-git.ts";

/** Packs what our commits leave as loose files. */
export interface Housekeeping {
  /** One more commit; the first of a process and every 1,000th are packed with all before, when no other came for 10 s. */
  committed(): void;
  stop(): void;
}

export function createHousekeeping(cache: Cache, clock: Clock, failed: (cause: unknown) => void): Housekeeping {
  let unpacked = COMMITS_BEFORE_PACKING; // as if earlier processes had left as many: there is little to do if they did not
  let takeBack = () => {};

  // Never gc nor prune: what nobody refers to any more may be what brings a deleted status branch back.
  const pack = () => {
    unpacked = 0;
    const repack = (gitDir: string) => runGit(gitDir, ["repack", "-d", "-q", "--geometric=2"]);
    cache.use(({ gitDir }) => repack(gitDir).catch(failed)).catch(failed); // a cache that cannot be packed is not odd yet
  };
  return {
    committed() {
      unpacked++;
      takeBack();
      if (unpacked >= COMMITS_BEFORE_PACKING) takeBack = clock.at(clock.now() + IDLE_MS, pack);
    },
    stop: () => takeBack(),
  };
}

const COMMITS_BEFORE_PACKING = 1_000;
const IDLE_MS = 10_000;
