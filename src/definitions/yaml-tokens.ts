import { CST, Lexer, Parser } from "yaml";

/** One lexeme of a YAML text with its place; `content` is the text of a plain or block scalar. */
export interface YamlToken {
  readonly type: CST.TokenType | "content" | null;
  readonly offset: number;
  /** How many lists and mappings are open once it is read. */
  readonly depth: number;
}

/** The lexer's own marks, which stand for no text. */
const MARKS: ReadonlySet<YamlToken["type"]> = new Set(["doc-mode", "flow-error-end", "scalar"]);

/**
 * The lexemes of a text, one by one, in linear time as long as whoever asks stops at a great depth and at the first key
 * that is marked with ?. The syntax trees that they complete are added to `trees`; nothing is composed of them yet.
 */
export function* yamlTokens(text: string, trees: CST.Token[] = []): Generator<YamlToken, void> {
  const parser = new Parser();
  let offset = 0;
  let contentFollows = false;
  for (const source of new Lexer().lex(text)) {
    const type: YamlToken["type"] = contentFollows ? "content" : CST.tokenType(source);
    contentFollows = type === "scalar";
    for (const tree of parser.next(source)) trees.push(tree);
    yield { type, offset, depth: depthOf(parser) };
    if (!MARKS.has(type)) offset += source.length;
  }
  for (const tree of parser.end()) trees.push(tree);
}

/** All that the parser works on but the document, and the text at the top. */
function depthOf({ stack }: Parser): number {
  return stack.length - (CST.isCollection(stack.at(-1)) ? 1 : 2);
}
