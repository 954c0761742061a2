import { type Profiler, Session } from "node:inspector";

/** Which code, of ours and of libraries, was reached by now; counted anew from one question to the next. */
export interface Reached {
  /** Whether any was reached since the last question that never was before. */
  isNew(): boolean;
  /** The same, and from now on it is known. */
  learn(): boolean;
}

type Span = readonly [start: number, end: number];

/** A question costs about a millisecond, so that it is asked of many inputs at once. */
export function createReached(): Reached {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  /** What was never reached of each function that was. */
  const missed = new Map<string, readonly Span[]>();

  function ask(keep: boolean): boolean {
    let isNew = false;
    for (const [name, { ranges }] of calledFunctions(session)) {
      const before = missed.get(name);
      const now = ranges.flatMap(({ count, startOffset, endOffset }): Span[] =>
        count === 0 ? [[startOffset, endOffset]] : [],
      );
      const left = before === undefined ? now : before.flatMap((span) => now.flatMap((other) => common(span, other)));
      if (before !== undefined && lengthOf(left) === lengthOf(before)) continue;
      isNew = true;
      if (keep) missed.set(name, left);
    }
    return isNew;
  }

  return { isNew: () => ask(false), learn: () => ask(true) };
}

function calledFunctions(session: Session): readonly (readonly [string, Profiler.FunctionCoverage])[] {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (_, { result }) => {
    scripts = result;
  });
  return scripts
    .filter(({ url }) => url.startsWith("file:") && !OURS.test(url))
    .flatMap(({ url, functions }) =>
      functions.map((called) => [`${url} ${called.ranges[0]?.startOffset}`, called] as const),
    )
    .filter(([, { ranges }]) => ranges[0]?.count !== 0);
}

/** What makes inputs and has them read: it is not run alike for the same input. */
const OURS = /\/test\/(fuzz|simulation)\/[^/]+$/;

function common([start, end]: Span, [from, to]: Span): readonly Span[] {
  return start < to && from < end ? [[Math.max(start, from), Math.min(end, to)]] : [];
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0);
}
