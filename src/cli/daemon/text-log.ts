import type { Clock } from "../../base/clock.ts";
import { instantToText } from "../../base/instant.ts";
import type { Log, LogFields } from "../../daemon/log.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The daemon's log for people: one line for each fact, its time in UTC. */
export function textLog(terminal: Terminal, clock: Clock, verbose: boolean): Log {
  const say =
    (mark: string) =>
    (message: string, fields: LogFields = {}) => {
      const words = Object.entries(fields).map(([name, value]) =>
        name === "error" ? `: ${reasonOf(value)}` : ` ${terminal.paint("dim", `${name}=${String(value)}`)}`,
      );
      terminal.write(
        `${terminal.paint("dim", instantToText(clock.now()).slice(11, 23))} ${mark}${message}${words.join("")}\n`,
      );
    };
  return {
    debug: verbose ? say("") : () => {},
    info: say(""),
    warn: say(`${terminal.paint("yellow", "warning")} `),
    error: say(`${terminal.paint("red", "error")} `),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
