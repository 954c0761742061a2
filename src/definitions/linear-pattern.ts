import { RE2JS } from "re2js";
import { memo } from "../base/memo.ts";
import { patternSize } from "./pattern-size.ts";

/** A pattern (RE2) that takes time linear in a text, however hostile the two are. */
export interface LinearPattern {
  /** How many parts it has once its repetitions are written out: the time that each character may take. */
  readonly parts: number;
  /** Whether it fits somewhere in a text; into one that would take it over half a second it does not. */
  fits(text: string): boolean;
}

/** Few, because each may keep some megabytes of what it has learnt. */
const patterns = memo<{ readonly pattern: LinearPattern | undefined }>(16);

const LONGEST = 10_000;
/** Those of people have a few hundred; a thousand take 10 ms to compile. */
const MOST_PARTS = 5_000;
/** Parts times characters: for the worst of patterns half a second. */
const MOST_WORK = 10_000_000;

/**
 * The pattern that a text is. Undefined where it is none: also where it has look-around or back-references, which need
 * more than linear time, and where it repeats its parts many thousand times.
 */
export function linearPattern(text: string): LinearPattern | undefined {
  return patterns(text, () => ({ pattern: compile(text) })).pattern;
}

function compile(pattern: string): LinearPattern | undefined {
  if (pattern.length > LONGEST) return undefined;
  const parts = patternSize(pattern);
  if (parts > MOST_PARTS) return undefined;
  try {
    const compiled = RE2JS.compile(pattern);
    return { parts, fits: (text) => text.length * parts <= MOST_WORK && compiled.test(text) };
  } catch {
    return undefined;
  }
}
