/**
 * Git, the cluster, the disk or the network refused. Thrown by outer rooms only, translated once at their border;
 * `daemon/` alone decides on retry. The message never holds a secret.
 */
export class OperationalError extends Error {
  override readonly name = "OperationalError";
  /** A word that stays the same, e.g. `remote-unreachable`. */
  readonly code: string;
  readonly retry: "later" | "never";
  readonly hint: string | undefined;

  constructor(code: string, message: string, options: { retry: "later" | "never"; cause?: unknown; hint?: string }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retry = options.retry;
    this.hint = options.hint;
  }
}
