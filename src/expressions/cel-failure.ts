/**
 * An expression came to no value. It never leaves this room: evaluation catches it and answers with its message.
 * Thrown, because CEL's `&&` and `||` look away from a failure of one side where the other decides.
 */
export class CelFailure extends Error {
  override readonly name: string = "CelFailure";
  /** True where the only reason is a name that is not there. */
  readonly lacks: boolean;

  constructor(message: string, lacks = false) {
    super(message);
    this.lacks = lacks;
  }
}

/** The work limit is used up: nothing looks away from this one. */
export class TooMuchWork extends CelFailure {
  override readonly name = "TooMuchWork";
}
