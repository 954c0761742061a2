import assert from "node:assert/strict";
import { test } from "node:test";
import { countWords } from "../src/count.mjs";
import { wordsOf } from "../src/words.mjs";

test("the most frequent word comes first", () => {
  assert.deepEqual(countWords("the cat and the hat"), [
    ["the", 2],
    ["and", 1],
    ["cat", 1],
    ["hat", 1],
  ]);
});

test("capitals and punctuation make no difference", () => {
  assert.deepEqual(countWords("Stop! STOP, stop."), [["stop", 3]]);
});

test("an apostrophe belongs to its word, a quotation mark does not", () => {
  assert.deepEqual(wordsOf("'Don't' he said"), ["don't", "he", "said"]);
});

test("letters of all languages are letters", () => {
  assert.deepEqual(wordsOf("Élan, straße, слово"), ["élan", "straße", "слово"]);
});

test("an empty text has no words", () => {
  assert.deepEqual(countWords(" \n"), []);
});
