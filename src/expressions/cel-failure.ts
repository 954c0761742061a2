/** Messages quote values, which are of any size, and end in status files. */
const LONGEST_MESSAGE = 300;

/**
 * An expression came to no value. It never leaves this room: evaluation catches it and answers with its message.
 * Thrown, because CEL's `&&` and `||` look away from a failure of one side where the other decides.
 */
export class CelFailure extends Error {
  override readonly name: string = "CelFailure";
  /** True where the only reason is a name that is not there. */
  readonly lacks: boolean;

  constructor(message: string, lacks = false) {
    super(message.length <= LONGEST_MESSAGE ? message : shortened(message));
    this.lacks = lacks;
  }
}

/** The work limit is used up: nothing looks away from this one. */
export class TooMuchWork extends CelFailure {
  override readonly name = "TooMuchWork";
}

/** Its beginning says what was looked at, its end why that will not do. */
function shortened(message: string): string {
  return `${message.slice(0, LONGEST_MESSAGE / 2)} … ${message.slice(-LONGEST_MESSAGE / 2)}`.toWellFormed();
}
