/** The command line asks for something that there is not: exit code 64. The message says what, the hint what to do. */
export class WrongUse extends Error {
  override readonly name = "WrongUse";
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
