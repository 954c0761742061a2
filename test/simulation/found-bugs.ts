import { judgeACancelAnew } from "./bugs/judge-a-cancel-anew.ts";
import { restoreOldPages } from "./bugs/restore-old-pages.ts";
import type { Bug } from "./history.ts";

/** A mistake of our own that simulated histories have shown. */
export interface FoundBug {
  readonly what: string;
  /** The commit that mended it. */
  readonly commit: string;
  /** Brings it back, and says how it showed: a seed alone is another history after the next change of the models. */
  readonly planted: Bug;
}

/** All of them, oldest first; the seeds that show them again are kept as those of the planted ones. */
export const foundBugs: readonly FoundBug[] = [
  {
    what: "A Cancel that had counted before a crash got the fate nothing-to-do after it, where its run had ended by it.",
    commit: "8f086d3",
    planted: judgeACancelAnew,
  },
  {
    what: "When a rewritten status branch was mended, an old page came back beside a newer status file.",
    commit: "e5f232a",
    planted: restoreOldPages,
  },
];
