import { InvalidArgumentError, Option } from "commander";
import { parseDuration } from "../base/duration.ts";

/** The value of a flag such as `--poll 30s`, in milliseconds. */
export function durationMs(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError("Write a duration like 500ms, 30s or 1h30m.");
  return ms;
}

/** The value of a flag that counts something, from 1. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Write a whole number from 1.");
  return Number(text);
}

/** A flag that may be given several times, or several values at once; in the environment one value a line. */
export function several(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...text.split("\n").filter((line) => line !== "")];
}

/** `-o`, for every command that prints data; `later` are formats that the contract names and that do not work yet. */
export function outputOption(later: readonly string[] = []): Option {
  const option = new Option("-o, --output <format>", "text, or json for other programs").default("text");
  option.argParser((format: string) => {
    if (format === "text" || format === "json") return format;
    if (later.includes(format)) throw new InvalidArgumentError("It is not supported yet.");
    throw new InvalidArgumentError("Write text or json.");
  });
  return option;
}
