import { findMacs, pendingUrl } from "./keyed-url.ts";
import type { LiteralFinder } from "./literal-finder.ts";

/** A text that arrives in pieces; however it is cut, the same is hidden. */
export interface MaskStream {
  /** What can be said by now; the rest is held back while it may be the beginning of something secret. */
  write(piece: string): string;
  /** What was held back. */
  end(): string;
}

/** What stands for a run of hidden characters. */
export const MARK = "***";

/** Hides what the finder finds, and the macs of our keyed URLs. Holds back no more than the longest secret or URL. */
export function createMaskStream(finder: LiteralFinder): MaskStream {
  let held = "";
  let standing = finder.start;
  let hidden: Span[] = []; // of what is held
  let goesOn = false; // what was said last is hidden: what is hidden right after it belongs to the same mark

  function say(until: number): string {
    if (until === 0) return "";
    let said = "";
    let at = 0;
    for (const { start, end } of hidden) {
      if (start >= until) break;
      said += held.slice(at, start);
      if (start > 0 || !goesOn) said += MARK;
      at = Math.min(end, until);
    }
    said += held.slice(at, until);
    goesOn = at === until;
    held = held.slice(until);
    hidden = hidden.flatMap(({ start, end }) =>
      end > until ? [{ start: Math.max(0, start - until), end: end - until }] : [],
    );
    return said;
  }

  return {
    write(piece) {
      const from = held.length;
      held += piece;
      const hide = (start: number, end: number) => cover(hidden, start, end);
      standing = finder.read(standing, held, from, hide);
      findMacs(held, from, hide);
      return say(held.length - Math.max(standing.depth, pendingUrl(held)));
    },
    end: () => say(held.length),
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Adds a span to those in order, none of which touch: it becomes one with those that it touches. Most come last. */
function cover(spans: Span[], start: number, end: number): void {
  const until = spans.findLastIndex((span) => span.start <= end) + 1;
  const from = spans.findLastIndex((span) => span.end < start) + 1;
  const first = spans[from];
  const last = spans[until - 1];
  const whole =
    from < until && first && last
      ? { start: Math.min(start, first.start), end: Math.max(end, last.end) }
      : { start, end };
  spans.splice(from, until - from, whole);
}
