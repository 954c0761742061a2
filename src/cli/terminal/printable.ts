/** A foreign text as a terminal may show it: one line, nothing that moves the cursor, changes colours or turns the reading direction. */
export function printable(text: string): string {
  return text.replace(/\r?\n|\t/g, " ").replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
