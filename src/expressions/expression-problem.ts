/** What is wrong with an expression. */
export interface CelProblem {
  readonly code: "invalid-expression" | "unknown-name" | "type-mismatch" | "may-lack" | "not-supported-yet";
  readonly message: string;
  readonly hint?: string;
}

/** What is wrong in a template; `pointer` leads from its root to the text that holds it. */
export interface ExpressionProblem extends CelProblem {
  readonly pointer: readonly (string | number)[];
}

/** A problem with its hint, where there is one. */
export function celProblem(code: CelProblem["code"], message: string, hint?: string): CelProblem {
  return { code, message, ...(hint !== undefined && { hint }) };
}
