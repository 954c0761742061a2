import { acknowledgeBeforeSave } from "./bugs/acknowledge-before-save.ts";
import { countCopies } from "./bugs/count-copies.ts";
import { forgetTheFates } from "./bugs/forget-the-fates.ts";
import { forgetToRestore } from "./bugs/forget-to-restore.ts";
import { ignoreTheNeeds } from "./bugs/ignore-the-needs.ts";
import { loseTheCancel } from "./bugs/lose-the-cancel.ts";
import { loseTheCursor } from "./bugs/lose-the-cursor.ts";
import { neverLook } from "./bugs/never-look.ts";
import { oneActionTooMany } from "./bugs/one-action-too-many.ts";
import { oneRunTooMany } from "./bugs/one-run-too-many.ts";
import { reapplyBlindly } from "./bugs/reapply-blindly.ts";
import { sayTheSecrets } from "./bugs/say-the-secrets.ts";
import { spawnTwice } from "./bugs/spawn-twice.ts";
import { takeNoForYes } from "./bugs/take-no-for-yes.ts";
import { timeoutAfterResult } from "./bugs/timeout-after-result.ts";
import type { Bug } from "./history.ts";

/** Every planted bug. */
export const allBugs: readonly Bug[] = [
  acknowledgeBeforeSave,
  spawnTwice,
  reapplyBlindly,
  loseTheCursor,
  timeoutAfterResult,
  forgetToRestore,
  takeNoForYes,
  forgetTheFates,
  countCopies,
  loseTheCancel,
  ignoreTheNeeds,
  oneActionTooMany,
  oneRunTooMany,
  neverLook,
  sayTheSecrets,
];

/** The planted bug of this name, which is that of its file. */
export function bugNamed(name: string): Bug {
  const bug = allBugs.find((one) => one.name === name);
  if (!bug) throw new TypeError(`no bug is called ${name}`);
  return bug;
}
