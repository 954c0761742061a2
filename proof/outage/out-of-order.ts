import type { RecordedEnd } from "../house/recorded-ends.ts";

/** Ends that the history tells in an earlier commit than one that came before: there must be none where all waited together. */
export function outOfOrder(ends: readonly RecordedEnd[]): readonly string[] {
  let latest: RecordedEnd | undefined;
  const broken: string[] = [];
  for (const end of ends.toSorted((a, b) => a.endedAt - b.endedAt || a.position - b.position)) {
    if (latest && end.position < latest.position)
      broken.push(`${end.run} ended after ${latest.run}, and is told before it`);
    if (!latest || end.position > latest.position) latest = end;
  }
  return broken;
}
