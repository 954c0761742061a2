import { RE2JS } from "re2js";
import { memo } from "../base/memo.ts";

type Matcher = { readonly fits: ((text: string) => boolean) | undefined };

const matchers = memo<Matcher>(64);

/**
 * Tells whether a pattern (RE2) fits somewhere in a text, in time linear in the text however hostile the two are.
 * Undefined where the pattern is none: also one with look-around or back-references, which need more than linear time.
 */
export function linearPattern(pattern: string): ((text: string) => boolean) | undefined {
  return matchers(pattern, () => ({ fits: compile(pattern) })).fits;
}

function compile(pattern: string): ((text: string) => boolean) | undefined {
  try {
    const compiled = RE2JS.compile(pattern);
    return (text) => compiled.test(text);
  } catch {
    return undefined;
  }
}
