import { writesAhead } from "./checks/attempts.ts";
import { cancelsCount } from "./checks/cancels.ts";
import { allIsWritten } from "./checks/in-the-end.ts";
import { limitsHold } from "./checks/limits.ts";
import { graphOrder } from "./checks/order.ts";
import { pagesFit } from "./checks/pages.ts";
import { requestsOnce } from "./checks/requests.ts";
import { nothingLeaks } from "./checks/secrecy.ts";
import { startsOnce } from "./checks/starts.ts";
import { statusForward } from "./checks/status-branch.ts";
import { verdictsStay } from "./checks/verdicts.ts";
import type { Check } from "./happenings.ts";
import type { Scene } from "./scene.ts";

/** Everything that must hold, in every history. */
export function allChecks(scene: Scene): readonly Check[] {
  const checks = [startsOnce, requestsOnce, cancelsCount, writesAhead, graphOrder, limitsHold, verdictsStay];
  return [...checks, statusForward, nothingLeaks, allIsWritten, pagesFit].map((check) => check(scene));
}
