/** RFC 1123 label of at most 40 characters: pipelines, components, stages, actions, requests. */
export const LABEL = /^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/;

/** The name of a run, as people write it: `release-42`. */
export function runName(pipeline: string, number: number): string {
  return `${pipeline}-${number}`;
}

/** Reads `release-42` back; undefined where the text names no run. */
export function parseRunName(text: string): { readonly pipeline: string; readonly number: number } | undefined {
  const match = /^(.+)-([1-9]\d{0,14})$/.exec(text);
  return match?.[1] === undefined ? undefined : { pipeline: match[1], number: Number(match[2]) };
}

/** The known word nearest to a mistyped one, for "did you mean"; undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  // Words of very different lengths are never near; a hostile one may have a hundred thousand letters.
  const possible = known.filter((candidate) => Math.abs(candidate.length - word.length) <= limit);
  const ranked = possible.map((candidate) => ({
    candidate,
    distance: distance(word.toLowerCase(), candidate.toLowerCase()),
  }));
  ranked.sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= limit ? best.candidate : undefined;
}

/** Levenshtein distance with transpositions of neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
