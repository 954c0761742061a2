import { OperationalError } from "../base/operational-error.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { WrongUse } from "./wrong-use.ts";

/** Says what went wrong to the one who can act on it, and answers the exit code. */
export function reportError(error: unknown, stderr: Pick<Terminal, "write" | "paint">, verbose: boolean): number {
  const say = (message: string, hint: string | undefined) => {
    stderr.write(`${stderr.paint("red", "pilotage:")} ${message}\n`);
    if (hint !== undefined) stderr.write(`  ${hint}\n`);
  };
  if (error instanceof WrongUse) {
    say(error.message, error.hint);
    return 64;
  }
  if (error instanceof OperationalError) {
    say(error.message, error.hint);
    if (verbose) stderr.write(`${details(error)}\n`);
    return 1;
  }
  say(
    `a bug: ${error instanceof Error ? error.message : String(error)}`,
    verbose ? undefined : "Add --verbose to see where, and please report it.",
  );
  if (verbose) stderr.write(`${details(error)}\n`);
  return 1;
}

/** The stack, and that of everything beneath it. */
function details(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${details(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
