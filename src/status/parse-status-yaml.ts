import { Composer, CST, Lexer, Parser } from "yaml";
import type { Json } from "../base/json.ts";

/** What our own files stay below, with room. */
const LIMITS = { characters: 4 * 1024 * 1024, tokens: 1_000_000, depth: 64 };

/** What our own files never have, and what makes a parser slow. */
const STRANGE: ReadonlySet<string | null> = new Set(["explicit-key-ind", "alias", "anchor", "tag", "directive-line"]);

/**
 * Reads a status file. The branch is open to others, so the text may be anything: undefined where it is not one document
 * of YAML as we write it, and no text takes more than linear time.
 */
export function parseStatusYaml(text: string): Json | undefined {
  const trees = syntaxOf(text);
  if (!trees) return undefined;
  try {
    const [document, ...others] = new Composer({ uniqueKeys: false, merge: false }).compose(trees);
    if (!document || others.length > 0 || document.errors.length > 0) return undefined;
    return document.toJS() as Json;
  } catch {
    return undefined; // the library's own limits
  }
}

/** The syntax trees of a text, if it is small, flat and plain. */
function syntaxOf(text: string): readonly CST.Token[] | undefined {
  if (text.length > LIMITS.characters) return undefined;
  const parser = new Parser();
  const trees: CST.Token[] = [];
  let tokens = 0;
  let isContent = false; // of a plain or block scalar: it may begin like a sign
  for (const source of new Lexer().lex(text)) {
    const type: CST.TokenType | null = isContent ? null : CST.tokenType(source);
    isContent = type === "scalar";
    tokens += 1;
    if (tokens > LIMITS.tokens || parser.stack.length > LIMITS.depth || STRANGE.has(type)) return undefined;
    for (const tree of parser.next(source)) trees.push(tree);
  }
  for (const tree of parser.end()) trees.push(tree);
  return trees;
}
