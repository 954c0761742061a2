import assert from "node:assert/strict";
import { durationToText, parseDuration } from "../../../src/base/duration.ts";
import { instantFromText, instantToText } from "../../../src/base/instant.ts";
import type { Target } from "../target.ts";

/** A duration or an instant: what is read is a number of milliseconds that can be told. */
export const target: Target = {
  make: (random) => random.pick(["10m", "1h30m", "500ms", "0", "2026-11-22T10:00:00.120Z", "2d", "1s1ms"]),
  words: [
    ..."ms s m h d 0 00 1 999999999 9 . - + T Z : 2026-02-29 2024-02-29 24:00 e1".split(" "),
    " ",
    "\n",
    "\u0661",
  ],
  read(input) {
    const text = input.toString();
    const ms = parseDuration(text);
    if (ms !== undefined) {
      assert.ok(Number.isFinite(ms) && ms >= 0, `${ms}`);
      assert.match(text, /^(\d+(ms|s|m|h|d))+$|^0$/);
      assert.match(durationToText(ms), /^[\d.e+]+ (ms|s|m|h)/);
    }
    const at = instantFromText(text);
    if (at !== undefined) {
      assert.equal(instantToText(at), text);
      assert.equal(new Date(at).toISOString(), text);
    }
  },
};
