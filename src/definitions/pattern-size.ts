/** One part, the beginning or end of a group, or how often the part before is repeated. */
const TOKEN =
  /\\Q.*?(?:\\E|$)|\\[xpP]\{\^?\w*\}|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|(?<open>\()(?:\?(?:P?<\w+>|[imsU-]*:?))?|(?<close>\))|\{(?<least>\d+)(?<range>,(?<most>\d*))?\}|./gsu;

/**
 * How many parts a pattern has once its repetitions are written out, about: `(ab){3}c` has ten. A pattern of seven
 * characters may have a thousand, so that this is asked before it is compiled.
 */
export function patternSize(pattern: string): number {
  const around: number[] = [];
  let size = 0;
  let last = 0; // of the part that a repetition repeats
  for (const { 0: token, groups = {} } of pattern.matchAll(TOKEN)) {
    if (groups.open) {
      around.push(size);
      size = 0;
    } else if (groups.close) {
      last = size + 1;
      size = (around.pop() ?? 0) + last;
    } else if (groups.least) {
      const times = Math.max(1, Number(groups.most || groups.least));
      size += last * (times - 1);
      last *= times;
    } else {
      last = token.startsWith("\\Q") ? token.length : 1;
      size += last;
    }
  }
  return around.reduce((sum, part) => sum + part, size);
}
