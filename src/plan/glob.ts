import { memo } from "../base/memo.ts";
import { linearPattern } from "../definitions/linear-pattern.ts";

/** Tells whether a path of the repository fits. */
export type Matches = (path: string) => boolean;

const matchers = memo<Matches>(1_000);

/** A longer glob than anybody writes by hand takes nothing: compiling it would hold everything else. */
const LONGEST_GLOB = 1_000;

/**
 * A matcher for globs: `**` any folders, `*` any part of a name, `?` one character of it, `[a-z]`, `{a,b}` (not nested),
 * `\` before a character that means itself. The last glob that fits decides: `!` in front takes out again, and a list
 * that begins with `!` begins with every path. A glob becomes a pattern of RE2, whose time grows with the path alone,
 * where JavaScript's own patterns backtrack for hours on `*a*a*a*a*a*a*a*a*b`.
 */
export function matcherOf(globs: readonly string[]): Matches {
  const lastFirst = globs.map(ruleOf).reverse();
  const otherwise = lastFirst.at(-1)?.takes === false;
  return (path) => lastFirst.find((rule) => rule.fits(path))?.takes ?? otherwise;
}

function ruleOf(glob: string): { readonly takes: boolean; readonly fits: Matches } {
  return glob.startsWith("!") ? { takes: false, fits: matcher(glob.slice(1)) } : { takes: true, fits: matcher(glob) };
}

function matcher(glob: string): Matches {
  return matchers(glob, () => {
    const fits = glob.length > LONGEST_GLOB ? undefined : linearPattern(`(?s)^(?:${patternOf(glob)})$`)?.fits;
    if (!fits) return () => false; // as `[z-a]`
    // Most paths differ at the beginning or the end already, which costs next to nothing to see.
    const start = /^[^*?[{\\]*/.exec(glob)?.[0] ?? "";
    const end = /[^*?\]}\\/]*$/.exec(glob)?.[0] ?? "";
    return (path) => path.startsWith(start) && path.endsWith(end) && fits(path);
  });
}

const TOKEN =
  /(?<folders>(?<=^|\/)\*\*(?:\/|$))|(?<part>\*+)|(?<one>\?)|\[(?<not>[!^]?)(?<set>\]?[^\]/]*)\]|\{(?<choice>[^{}]*)\}|\\?(?<itself>.)/gsu;

function patternOf(glob: string): string {
  return [...glob.matchAll(TOKEN)].map(({ 0: token, groups = {} }) => partOf(token, groups)).join("");
}

function partOf(token: string, groups: Readonly<Record<string, string | undefined>>): string {
  const { folders, part, one, not = "", set, choice, itself = "" } = groups;
  if (folders !== undefined) return token === "**/" ? "(?:.*/)?" : ".*";
  if (part !== undefined) return "[^/]*";
  if (one !== undefined) return "[^/]";
  if (set !== undefined) return not === "" ? `[${charactersOf(set)}]` : `[^/${charactersOf(set)}]`;
  if (choice !== undefined) return `(?:${choice.split(",").map(patternOf).join("|")})`;
  return escaped(itself);
}

/** The inside of `[…]`: characters and ranges of them. */
function charactersOf(set: string): string {
  const ranges = [...set.matchAll(/(.)-(.)|(.)/gsu)];
  return ranges
    .map(([, from, to, one]) => (one === undefined ? `${escaped(from)}-${escaped(to)}` : escaped(one)))
    .join("");
}

/** By its number, so that nothing means anything. */
function escaped(character = ""): string {
  return /^[\w/]$/.test(character) ? character : `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
