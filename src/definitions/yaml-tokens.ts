import { CST, Lexer } from "yaml";

/** One lexeme of a YAML text with its place; `content` is the text of a plain or block scalar. */
export interface YamlToken {
  readonly type: CST.TokenType | "content" | null;
  readonly source: string;
  readonly offset: number;
  /** From 0. */
  readonly column: number;
}

/** The lexemes of a text, one by one, in linear time; the lexer's own marks, which have no place, are left out. */
export function* yamlTokens(text: string): Generator<YamlToken> {
  let offset = 0;
  let lineStart = 0;
  let contentFollows = false;
  for (const source of new Lexer().lex(text)) {
    const type: YamlToken["type"] | "scalar" | "doc-mode" = contentFollows ? "content" : CST.tokenType(source);
    contentFollows = type === "scalar";
    if (type === "scalar" || type === "doc-mode") continue;
    yield { type, source, offset, column: offset - lineStart };
    if (type === "flow-error-end") continue;
    offset += source.length;
    const lastBreak = source.lastIndexOf("\n");
    if (lastBreak >= 0) lineStart = offset - source.length + lastBreak + 1;
  }
}
