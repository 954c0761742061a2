/** How much of a log is kept, from its end: more where the attempt failed, because there it is read. */
export const LOG_LIMIT_BYTES = { failed: 65_536, otherwise: 4_096 } as const;

/** The last lines of a log that fit into a limit of UTF-8 bytes; where the last line alone is longer, its end. */
export function lastLines(log: string, limitBytes: number): string {
  const from = startOfLast(log, limitBytes);
  if (from === 0 || log[from - 1] === "\n") return log.slice(from);
  const newline = log.indexOf("\n", from);
  return log.slice(newline === -1 || newline === log.length - 1 ? from : newline + 1);
}

/** Where the last `limitBytes` bytes begin, never inside a character. */
function startOfLast(text: string, limitBytes: number): number {
  let bytes = 0;
  for (let from = text.length; from > 0; ) {
    const isPair = isLowSurrogate(text.charCodeAt(from - 1)) && from > 1;
    bytes += isPair ? 4 : bytesOf(text.charCodeAt(from - 1));
    if (bytes > limitBytes) return from;
    from -= isPair ? 2 : 1;
  }
  return 0;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function bytesOf(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 ? 2 : 3;
}
