/** The `[COUT] NAME = VALUE` lines of a log that arrives in pieces. */
export interface OutputLines {
  write(piece: string): void;
  /** The values as written, the last of each name. */
  end(): ReadonlyMap<string, string>;
}

const SIGN = "[COUT]";
const LINE = /^\[COUT\][ \t]*([A-Za-z][\w.-]{0,99})[ \t]*=(.*)$/s;
const MIB = 2 ** 20;

/** Lines over 1 MiB, lines that bring all values over 1 MiB, and `[COUT]` inside a line are only log. */
export function createOutputLines(): OutputLines {
  const values = new Map<string, string>();
  let size = 0;
  let begun = ""; // the line that has no end yet

  function take(line: string): void {
    const [, name, text] = (line.length <= MIB && LINE.exec(line)) || [];
    if (name === undefined || text === undefined) return;
    const value = text.trim();
    const grown = size + value.length - (values.get(name)?.length ?? -name.length);
    if (grown > MIB) return;
    size = grown;
    values.set(name, value);
  }

  return {
    write(piece) {
      const text = begun + piece;
      let sign = text.indexOf(SIGN);
      for (let end = text.indexOf("\n", sign); sign !== -1 && end !== -1; end = text.indexOf("\n", sign)) {
        if (sign === 0 || text[sign - 1] === "\n") take(text.slice(sign, end));
        sign = text.indexOf(SIGN, end);
      }
      begun = worthKeeping(text.slice(text.lastIndexOf("\n") + 1));
    },
    end() {
      take(begun);
      return values;
    },
  };
}

/** A begun line that can no longer be one of ours is kept as one character that none begins with. */
function worthKeeping(line: string): string {
  const may = line.startsWith(SIGN) ? line.length <= MIB : SIGN.startsWith(line);
  return may ? line : "-";
}
