/** The words of a text in lower case; an apostrophe inside a word belongs to it. */
export function wordsOf(text) {
  return text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
}
