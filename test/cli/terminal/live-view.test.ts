import assert from "node:assert/strict";
import { test } from "node:test";
import { createLiveView } from "../../../src/cli/terminal/live-view.ts";

/** What a terminal of these rows shows, after it was told this. */
function screenOf(written: string): readonly string[] {
  const lines = [""];
  let row = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is told by them what to do
  for (const [part, up] of written.matchAll(/\x1b\[(\d+)A|\x1b\[J|\x1b\[\?7[lh]|\r|\n|[^\x1b\r\n]+/g)) {
    if (up !== undefined) row -= Number(up);
    else if (part === "\x1b[J") lines.splice(row, lines.length, "");
    else if (part === "\n") lines[++row] ??= "";
    else if (!part.startsWith("\x1b") && part !== "\r") lines[row] += part;
  }
  return lines;
}

function drawn(rows: number, ...blocks: readonly (readonly string[])[]): readonly string[] {
  let written = "";
  const view = createLiveView({ write: (text) => (written += text), rows });
  for (const block of blocks) view.draw(block);
  return screenOf(written);
}

test("each block takes the place of the one before", () => {
  assert.deepEqual(drawn(10, ["a", "b", "c"], ["d"]), ["d", ""]);
  assert.deepEqual(drawn(10, ["a"], ["b", "c"]), ["b", "c", ""]);
});

test("of a block higher than the terminal its end is shown, so that the next one can take its place", () => {
  assert.deepEqual(drawn(3, ["a", "b", "c", "d"], ["e"]), ["e", ""]);
});

test("the last block is drawn whole, however high it is", () => {
  let written = "";
  const view = createLiveView({ write: (text) => (written += text), rows: 3 });

  view.draw(["a", "b", "c", "d"]);
  view.finish(["e", "f", "g", "h"]);

  assert.deepEqual(screenOf(written), ["e", "f", "g", "h", ""]);
});
