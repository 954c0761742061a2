import { wordsOf } from "./words.mjs";

/** How often each word occurs, the most frequent first, equals in the order of the alphabet. */
export function countWords(text) {
  const counts = new Map();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || (a < b ? -1 : 1));
}
