/** What the kernel is made to do at calls of one kind, each process or thread counting by itself. */
export interface Fault {
  readonly call: string;
  readonly what: "KILL" | "ENOSPC" | "EIO" | "EMFILE" | "EAGAIN";
  /** At the nth call, or at every one. */
  readonly nth: number | "every";
}

/** The options by which strace does it, and writes into `traceFile` that it did. */
export function straceOptions({ call, what, nth }: Fault, traceFile: string): readonly string[] {
  const effect = what === "KILL" ? "signal=KILL" : `error=${what}`;
  const when = nth === "every" ? "" : `:when=${nth}`;
  return ["-e", `trace=${call}`, "-e", `inject=${call}:${effect}${when}`, "-s", "0", "-o", traceFile];
}

/** Whether it did. */
export function isMet(trace: string): boolean {
  return /\(INJECTED\)|killed by SIGKILL/.test(trace);
}

/** In words, as what is broken tells it. */
export function textOf({ call, what, nth }: Fault): string {
  return `${what} at ${nth === "every" ? `every ${call}` : `${call} number ${nth}`}`;
}
