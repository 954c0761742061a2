import { type DestinationStream, pino } from "pino";
import type { Log, LogFields } from "./log.ts";

/** The daemon's log for machines: one JSON object a line, with the time in UTC. */
export function createPinoLog(destination: DestinationStream): Log {
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: pino.stdSerializers.err } },
    destination,
  );
  const say =
    (level: "debug" | "info" | "warn" | "error") =>
    (message: string, fields: LogFields = {}) =>
      logger[level](fields, message);
  return { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
}
