import { sha256 } from "../base/digest.ts";
import { parseRunName } from "../base/names.ts";
import type { AttemptKey } from "../run/run-event.ts";

const READABLE = 20; // of each word, so that the whole fits a DNS label of 63 characters

/** What an attempt is called where it runs: an RFC 1123 label that is the same whenever it is asked for, e.g. `release-unit-b07e11c2d9-1`. */
export function attemptName({ uid, run, action, copy, attempt }: AttemptKey): string {
  const pipeline = parseRunName(run)?.pipeline ?? run;
  const digest = sha256(`${uid}/${action}/${copy}`).slice(0, 10);
  return `${shortened(pipeline)}-${shortened(action)}-${digest}-${attempt}`;
}

function shortened(word: string): string {
  return word.slice(0, READABLE).replace(/-+$/, "");
}
