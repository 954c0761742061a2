import { type DestinationStream, pino } from "pino";
import { OperationalError } from "../base/operational-error.ts";
import type { Log, LogFields } from "./log.ts";

/** The daemon's log for machines: one JSON object a line, with the time in UTC. */
export function createPinoLog(destination: DestinationStream, verbose: boolean): Log {
  const logger = pino(
    {
      base: null,
      level: verbose ? "debug" : "info",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { error: serializeError },
    },
    destination,
  );
  const say =
    (level: "debug" | "info" | "warn" | "error") =>
    (message: string, fields: LogFields = {}) =>
      logger[level](fields, message);
  return { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
}

/** A refusal from outside says all in its words; a bug needs its stack. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof OperationalError)) return error instanceof Error ? pino.stdSerializers.err(error) : error;
  const { code, message, hint } = error;
  return { code, message, ...(hint !== undefined && { hint }) };
}
