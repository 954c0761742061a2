import { OperationalError } from "../../src/base/operational-error.ts";
import type { Log, LogFields } from "../../src/daemon/log.ts";
import type { Happenings } from "./happenings.ts";
import type { World } from "./world.ts";

/** The daemon's log: part of the trace, and whole for the checks. */
export function modelLog(world: World, tell: Pick<Happenings, "logged">): Log {
  const say =
    (level: "debug" | "info" | "warn" | "error") =>
    (message: string, fields: LogFields = {}) => {
      const { error, ...others } = fields;
      const what = error instanceof Error ? `: ${error.message}` : "";
      if (level !== "debug") world.say(`    [${level}] ${message}${what}`);
      tell.logged(
        `${message} ${JSON.stringify(others)} ${error instanceof Error ? error.stack : JSON.stringify(error)}`,
      );
      if (error instanceof Error && !(error instanceof OperationalError))
        world.violated(`a bug is logged: ${message}${what}`);
    };
  return { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
}
