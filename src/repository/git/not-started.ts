import { OperationalError } from "../../base/operational-error.ts";

/** Why no process of Git came into being, by the system's code: it is not there, or there is no room for one now. */
export function notStarted(code: string | undefined, cause: unknown): OperationalError {
  return code === "ENOENT"
    ? new OperationalError("git-missing", "Git cannot be started.", { retry: "never", cause, hint: "Install it." })
    : new OperationalError("machine-refused", "The machine does not start Git now.", {
        retry: "later",
        cause,
        hint: "May this user have more processes and open files?",
      });
}
