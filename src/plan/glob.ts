/** Tells whether a path of the repository fits. */
export type Matches = (path: string) => boolean;

/**
 * A matcher for globs: `**` any folders, `*` any part of a name, `?` one character of it, `[a-z]`, `{a,b}` (not nested),
 * `\` before a character that means itself. The last glob that fits decides: `!` in front takes out again, and a list
 * that begins with `!` begins with every path. Its time grows with glob × path only, whatever people write: a glob runs
 * as an automaton in all its states at once, where a regular expression backtracks for hours on `*a*a*a*a*a*a*a*a*b`.
 */
export function matcherOf(globs: readonly string[]): Matches {
  const lastFirst = globs.map(ruleOf).reverse();
  const otherwise = lastFirst.at(-1)?.takes === false;
  return (path) => lastFirst.find((rule) => rule.fits(path))?.takes ?? otherwise;
}

function ruleOf(glob: string): { readonly takes: boolean; readonly fits: Matches } {
  return glob.startsWith("!") ? { takes: false, fits: compile(glob.slice(1)) } : { takes: true, fits: compile(glob) };
}

function compile(glob: string): Matches {
  const steps: Step[] = [];
  append(steps, glob);
  // Most paths differ at the beginning or the end already, which costs next to nothing to see.
  const start = /^[^*?[{\\]*/.exec(glob)?.[0] ?? "";
  const end = /[^*?\]}\\/]*$/.exec(glob)?.[0] ?? "";
  return (path) => path.startsWith(start) && path.endsWith(end) && accepts(steps, path);
}

/** One step of the automaton: it reads a character and goes to the next step, or goes on in several places at once. */
type Step = { readonly reads: (character: string) => boolean } | { readonly goesTo: readonly number[] };

const TOKEN =
  /(?<folders>(?<=^|\/)\*\*(?:\/|$))|(?<part>\*+)|(?<one>\?)|\[(?<not>[!^]?)(?<set>\]?[^\]/]*)\]|\{(?<choice>[^{}]*)\}|\\?(?<itself>.)/gsu;

function append(steps: Step[], glob: string): void {
  for (const { 0: token, groups = {} } of glob.matchAll(TOKEN)) {
    if (groups.folders !== undefined) appendFolders(steps, token === "**/");
    else if (groups.part !== undefined) appendLoop(steps, isInName);
    else if (groups.one !== undefined) steps.push({ reads: isInName });
    else if (groups.set !== undefined) steps.push({ reads: oneOf(groups.set, groups.not !== "") });
    else if (groups.choice !== undefined) appendChoice(steps, groups.choice.split(","));
    else steps.push({ reads: (character) => character === groups.itself });
  }
}

/** `**` at the end is everything below; before a `/` it is any number of folders, none included. */
function appendFolders(steps: Step[], inside: boolean): void {
  const first = steps.length;
  if (inside) steps.push({ goesTo: [first + 1, first + 5] });
  appendLoop(steps, () => true);
  if (inside) steps.push({ reads: (character) => character === "/" });
}

function appendLoop(steps: Step[], reads: (character: string) => boolean): void {
  const first = steps.length;
  steps.push({ goesTo: [first + 1, first + 3] }, { reads }, { goesTo: [first] });
}

function appendChoice(steps: Step[], alternatives: readonly string[]): void {
  const starts: number[] = [];
  const end: number[] = [];
  steps.push({ goesTo: starts });
  for (const alternative of alternatives) {
    starts.push(steps.length);
    append(steps, alternative);
    steps.push({ goesTo: end });
  }
  end.push(steps.length);
}

function isInName(character: string): boolean {
  return character !== "/";
}

/** The inside of `[…]`: characters and ranges of them. */
function oneOf(set: string, not: boolean): (character: string) => boolean {
  const ranges = [...set.matchAll(/(.)-(.)|(.)/gsu)].map(
    ([, from, to, one]) => [from ?? one ?? "", to ?? one ?? ""] as const,
  );
  return (character) =>
    isInName(character) && ranges.some(([from, to]) => from <= character && character <= to) !== not;
}

function accepts(steps: readonly Step[], path: string): boolean {
  let here = new Set<number>();
  enter(steps, 0, here);
  for (const character of path) {
    const next = new Set<number>();
    for (const at of here) {
      const step = steps[at];
      if (step && "reads" in step && step.reads(character)) enter(steps, at + 1, next);
    }
    if (next.size === 0) return false;
    here = next;
  }
  return here.has(steps.length);
}

/** Adds a step and all that it goes on in; not by recursion, because a glob may be as long as a file. */
function enter(steps: readonly Step[], first: number, states: Set<number>): void {
  const todo = [first];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (states.has(at)) continue;
    states.add(at);
    const step = steps[at];
    if (step && "goesTo" in step) todo.push(...step.goesTo);
  }
}
