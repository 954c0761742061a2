/** One answer of `git cat-file --batch`. */
export interface GitObject {
  readonly id: string;
  readonly type: string;
  /** Its size; `bytes` holds no more than what was asked to be kept. */
  readonly size: number;
  readonly bytes: Buffer;
}

/**
 * Reads the output of `git cat-file --batch` as it arrives in chunks: `found` is called once for each name that was asked,
 * in that order; undefined where there is no such object. `keptBytes` is asked at the beginning of each: what is past them is
 * dropped on the way.
 */
export function createBatchReader(keptBytes: () => number, found: (object: GitObject | undefined) => void) {
  let header = Buffer.alloc(0);
  let current: { id: string; type: string; size: number; left: number; kept: Buffer[]; room: number } | undefined;

  return (chunk: Buffer): void => {
    let at = 0;
    while (at < chunk.length) {
      if (current === undefined) {
        const lineEnd = chunk.indexOf(10, at);
        if (lineEnd === -1) {
          header = Buffer.concat([header, chunk.subarray(at)]);
          return;
        }
        const line = Buffer.concat([header, chunk.subarray(at, lineEnd)]).toString();
        header = Buffer.alloc(0);
        at = lineEnd + 1;
        const match = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(line);
        if (match?.[1] === undefined || match[2] === undefined) found(undefined);
        else {
          const size = Number(match[3]);
          current = { id: match[1], type: match[2], size, left: size + 1, kept: [], room: Math.min(size, keptBytes()) };
        }
        continue;
      }
      const piece = chunk.subarray(at, at + current.left); // the content and the line feed after it
      at += piece.length;
      current.left -= piece.length;
      if (current.room > 0) current.kept.push(piece.subarray(0, current.room));
      current.room -= Math.min(current.room, piece.length);
      if (current.left === 0) {
        const { id, type, size, kept } = current;
        current = undefined;
        found({ id, type, size, bytes: Buffer.concat(kept) });
      }
    }
  };
}
