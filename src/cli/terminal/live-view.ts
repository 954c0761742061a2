import type { Terminal } from "./terminal.ts";

/** A block of lines at the end of the terminal that is drawn over by its next state. */
export interface LiveView {
  draw(lines: readonly string[]): void;
  /** Draws for the last time: all lines, whole, however many and long they are. */
  finish(lines: readonly string[]): void;
}

const UP = (count: number) => (count === 0 ? "" : `\x1b[${count}A`);
const CLEAR_BELOW = "\x1b[J";
const WITHOUT_WRAP = "\x1b[?7l"; // long lines are cut by the terminal itself, so that one line stays one row
const WITH_WRAP = "\x1b[?7h";

/** Draws on the terminal; of a block higher than the terminal only its end, because rows above cannot be reached. */
export function createLiveView(terminal: Pick<Terminal, "write" | "rows">): LiveView {
  let drawn = 0;
  const back = () => `${UP(drawn)}\r${CLEAR_BELOW}`;
  return {
    draw(lines) {
      const visible = lines.slice(-Math.max(1, terminal.rows - 1));
      terminal.write(`${back()}${WITHOUT_WRAP}${textOf(visible)}${WITH_WRAP}`);
      drawn = visible.length;
    },
    finish(lines) {
      terminal.write(`${back()}${textOf(lines)}`);
      drawn = 0;
    },
  };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
