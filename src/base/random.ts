/** The only source of randomness. */
export interface Random {
  /** From 0 (included) to 1 (excluded); for jitter. */
  fraction(): number;
  /** `bytes` random bytes as hex; for ids. */
  hex(bytes: number): string;
}
