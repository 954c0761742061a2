import { InvalidArgumentError, Option } from "commander";
import { parseDuration } from "../base/duration.ts";

/** The value of a flag such as `--poll 30s`, in milliseconds; never 0. */
export function durationMs(text: string): number {
  const ms = parseDuration(text);
  if (!ms) throw new InvalidArgumentError("Write a duration like 500ms, 30s or 1h30m.");
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

/** The value of a flag that says who commits, in the form that Git writes down. */
export function author(text: string): string {
  if (!/^[^<>\p{Cc}]+ <[^<>\p{Cc}]*>$/u.test(text)) throw new InvalidArgumentError("Write Name <address>.");
  return text;
}

/** The value of a flag that takes one of a few words; `later` are those that the contract names and that do not work yet. */
export function choice<Word extends string>(
  words: readonly Word[],
  later: readonly string[] = [],
): (text: string) => Word {
  return (text) => {
    const chosen = words.find((word) => word === text);
    if (chosen !== undefined) return chosen;
    return later.includes(text) ? notYet() : refuse(`Write ${words.join(" or ")}.`);
  };
}

/** The value of a flag that the contract names and that does not work yet. */
export function notYet(): never {
  return refuse("It is not supported yet.");
}

/** `-o`, for every command that prints data. */
export function outputOption(later: readonly string[] = []): Option {
  const option = new Option("-o, --output <format>", "text, or json for other programs").default("text");
  return option.argParser(choice(["text", "json"], later));
}

function refuse(message: string): never {
  throw new InvalidArgumentError(message);
}
