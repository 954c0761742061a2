import { CST, Lexer } from "yaml";

/** One lexeme of a YAML text with its place; `content` is the text of a plain or block scalar. */
export interface YamlToken {
  readonly type: CST.TokenType | "content" | null;
  readonly source: string;
  readonly offset: number;
  /** From 0. */
  readonly column: number;
}

/** The lexer's own marks, which stand for no text. */
const MARKS: ReadonlySet<YamlToken["type"]> = new Set(["doc-mode", "flow-error-end", "scalar"]);

/** The lexemes of a text, one by one, in linear time. */
export function* yamlTokens(text: string): Generator<YamlToken, void> {
  let offset = 0;
  let lineStart = 0;
  let contentFollows = false;
  for (const source of new Lexer().lex(text)) {
    const type: YamlToken["type"] = contentFollows ? "content" : CST.tokenType(source);
    contentFollows = type === "scalar";
    yield { type, source, offset, column: offset - lineStart };
    if (MARKS.has(type)) continue;
    const lastBreak = source.lastIndexOf("\n");
    if (lastBreak >= 0) lineStart = offset + lastBreak + 1;
    offset += source.length;
  }
}
