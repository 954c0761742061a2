import { acceptInTwoSteps } from "./bugs/accept-in-two-steps.ts";
import { acknowledgeBeforeSave } from "./bugs/acknowledge-before-save.ts";
import { cancelFinallyToo } from "./bugs/cancel-finally-too.ts";
import { countByPipeline } from "./bugs/count-by-pipeline.ts";
import { countCopies } from "./bugs/count-copies.ts";
import { countFromOneAgain } from "./bugs/count-from-one-again.ts";
import { failSlowly } from "./bugs/fail-slowly.ts";
import { forgetAtTheEnd } from "./bugs/forget-at-the-end.ts";
import { forgetTheAlarms } from "./bugs/forget-the-alarms.ts";
import { forgetTheFates } from "./bugs/forget-the-fates.ts";
import { forgetToRestore } from "./bugs/forget-to-restore.ts";
import { forgiveNothing } from "./bugs/forgive-nothing.ts";
import { ignoreTheNeeds } from "./bugs/ignore-the-needs.ts";
import { judgeACancelAnew } from "./bugs/judge-a-cancel-anew.ts";
import { judgeAgain } from "./bugs/judge-again.ts";
import { keepTheRevision } from "./bugs/keep-the-revision.ts";
import { lastResultCounts } from "./bugs/last-result-counts.ts";
import { leaveItRunning } from "./bugs/leave-it-running.ts";
import { leaveTheBadge } from "./bugs/leave-the-badge.ts";
import { logOfTheFirstAttempt } from "./bugs/log-of-the-first-attempt.ts";
import { loseTheCancel } from "./bugs/lose-the-cancel.ts";
import { loseTheCursor } from "./bugs/lose-the-cursor.ts";
import { neverLook } from "./bugs/never-look.ts";
import { noForARepeat } from "./bugs/no-for-a-repeat.ts";
import { noteTheCancel } from "./bugs/note-the-cancel.ts";
import { oneActionTooMany } from "./bugs/one-action-too-many.ts";
import { oneRetryTooMany } from "./bugs/one-retry-too-many.ts";
import { oneRunTooMany } from "./bugs/one-run-too-many.ts";
import { reapplyBlindly } from "./bugs/reapply-blindly.ts";
import { restoreOldPages } from "./bugs/restore-old-pages.ts";
import { retryAtOnce } from "./bugs/retry-at-once.ts";
import { runWhatIsNewest } from "./bugs/run-what-is-newest.ts";
import { sayTheSecrets } from "./bugs/say-the-secrets.ts";
import { spawnTwice } from "./bugs/spawn-twice.ts";
import { takeNoForYes } from "./bugs/take-no-for-yes.ts";
import { takeSilenceForYes } from "./bugs/take-silence-for-yes.ts";
import { tidyUpEarly } from "./bugs/tidy-up-early.ts";
import { timeoutAfterResult } from "./bugs/timeout-after-result.ts";
import { writeBesideTheStatus } from "./bugs/write-beside-the-status.ts";
import type { Bug } from "./history.ts";

/** Every planted bug. */
export const allBugs: readonly Bug[] = [
  acceptInTwoSteps,
  acknowledgeBeforeSave,
  cancelFinallyToo,
  countByPipeline,
  countCopies,
  countFromOneAgain,
  failSlowly,
  forgetAtTheEnd,
  forgetTheAlarms,
  forgetTheFates,
  forgetToRestore,
  forgiveNothing,
  ignoreTheNeeds,
  judgeACancelAnew,
  judgeAgain,
  keepTheRevision,
  lastResultCounts,
  leaveItRunning,
  leaveTheBadge,
  logOfTheFirstAttempt,
  loseTheCancel,
  loseTheCursor,
  neverLook,
  noForARepeat,
  noteTheCancel,
  oneActionTooMany,
  oneRetryTooMany,
  oneRunTooMany,
  reapplyBlindly,
  restoreOldPages,
  retryAtOnce,
  runWhatIsNewest,
  sayTheSecrets,
  spawnTwice,
  takeNoForYes,
  takeSilenceForYes,
  tidyUpEarly,
  timeoutAfterResult,
  writeBesideTheStatus,
];

/** The planted bug of this name, which is that of its file. */
export function bugNamed(name: string): Bug {
  const bug = allBugs.find((one) => one.name === name);
  if (!bug) throw new TypeError(`no bug is called ${name}`);
  return bug;
}
