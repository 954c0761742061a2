import { writesAhead } from "./checks/attempts.ts";
import { brokenOff } from "./checks/breaking-off.ts";
import { callsCount } from "./checks/calls.ts";
import { cancelsCount } from "./checks/cancels.ts";
import { endsFit } from "./checks/ends.ts";
import { forgetsLast } from "./checks/forgetting.ts";
import { allIsWritten } from "./checks/in-the-end.ts";
import { limitsHold } from "./checks/limits.ts";
import { logsFit } from "./checks/logs.ts";
import { graphOrder } from "./checks/order.ts";
import { pagesFit } from "./checks/pages.ts";
import { plansFit } from "./checks/plans.ts";
import { requestsOnce } from "./checks/requests.ts";
import { retriesFit } from "./checks/retries.ts";
import { nothingLeaks } from "./checks/secrecy.ts";
import { startsOnce } from "./checks/starts.ts";
import { statusForward } from "./checks/status-branch.ts";
import { verdictsStay } from "./checks/verdicts.ts";
import type { Check } from "./happenings.ts";
import type { Scene } from "./scene.ts";

/** Everything that must hold, in every history. */
export function allChecks(scene: Scene): readonly Check[] {
  const ofTheLedger = [startsOnce, plansFit, requestsOnce, cancelsCount, limitsHold, forgetsLast];
  const ofAttempts = [writesAhead, graphOrder, retriesFit, brokenOff, endsFit, verdictsStay, callsCount, logsFit];
  const ofGit = [statusForward, nothingLeaks, allIsWritten, pagesFit];
  return [...ofTheLedger, ...ofAttempts, ...ofGit].map((check) => check(scene));
}
