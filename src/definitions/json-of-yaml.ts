import { type Alias, isAlias, isMap, isScalar, type ParsedNode, type Scalar, type YAMLMap } from "yaml";
import type { Json } from "../base/json.ts";
import type { TextProblem } from "./text-problem.ts";
import { quoted, quotedKey } from "./value-words.ts";

/** How large a document may be once its aliases are written out, of which twenty could make gigabytes. */
const MOST_CHARACTERS = 1024 * 1024;
const CHARACTERS_PER_VALUE = 8;

/** Keys that change what a mapping is, in YAML or in JavaScript. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["<<", "__proto__", "constructor", "prototype"]);

/** The plain value of a document, its aliases written out, and all in it that has no plain value. */
export function jsonOfYaml(contents: ParsedNode): { readonly value: Json; readonly problems: readonly TextProblem[] } {
  const problems: TextProblem[] = [];
  const anchors = new Map<string, { readonly value: Json; readonly size: number }>();
  let size = 0;
  return { value: plainValue(contents), problems };

  function plainValue(node: ParsedNode | null): Json {
    if (node === null) return null;
    if (isAlias(node)) return aliased(node);
    const sizeBefore = size;
    size += CHARACTERS_PER_VALUE;
    const value = isScalar(node) ? scalarValue(node) : isMap(node) ? mapping(node) : node.items.map(plainValue);
    if (node.anchor !== undefined) anchors.set(node.anchor, { value, size: size - sizeBefore });
    return value;
  }

  function aliased(alias: Alias.Parsed): Json {
    const target = anchors.get(alias.source);
    if (target === undefined) {
      const hint = "An alias stands after its anchor, and not within it.";
      report(alias, { code: "yaml-syntax", message: `no value before this is named &${alias.source}`, hint });
      return null;
    }
    size += target.size;
    if (size <= MOST_CHARACTERS) return target.value;
    const message = `with its aliases written out the document has more than ${MOST_CHARACTERS} characters`;
    report(alias, { code: "yaml-too-costly", message, hint: "Use fewer aliases (*name)." });
    return null;
  }

  function mapping({ items }: YAMLMap.Parsed): Json {
    const object: Record<string, Json> = {};
    for (const { key, value } of items) {
      const name = isScalar(key) && typeof key.value === "string" ? key.value : "";
      size += name.length;
      if (FORBIDDEN_KEYS.has(name)) {
        const hint =
          name === "<<" ? "Write the keys out, or use an alias (*name) for a whole value." : "Choose another name.";
        report(key, { code: "yaml-not-allowed", message: `the key ${quotedKey(name)} is not used here`, hint });
      } else if (Object.hasOwn(object, name)) {
        report(key, {
          code: "duplicate-key",
          message: `the key ${quotedKey(name)} is there twice`,
          hint: "Remove one of the two.",
        });
      } else if (!isClean(name)) report(key, UNCLEAN);
      else object[name] = plainValue(value);
    }
    return object;
  }

  function scalarValue(scalar: Scalar.Parsed): Json {
    const { value, source } = scalar;
    size += source.length;
    switch (typeof value) {
      case "string":
        if (isClean(value)) return value;
        report(scalar, UNCLEAN);
        return "";
      case "number":
        if (isKept(value, source)) return value === 0 ? 0 : value; // -0 would be 0 once it was stored
        report(scalar, {
          code: "wrong-value",
          message: `the number ${source} cannot be kept as it is`,
          hint: `Put it in quotes: ${quoted(source)}.`,
        });
        return 0;
      case "boolean":
        return value;
      default:
        return null;
    }
  }

  function report(node: ParsedNode, problem: Omit<TextProblem, "offset">): void {
    problems.push({ offset: node.range[0], ...problem });
  }
}

/** A NUL byte ends a text for most programs, and half a character has no bytes at all. */
function isClean(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

const UNCLEAN = { code: "yaml-not-allowed", message: "the text holds a character that programs cannot be given" };

/** JSON has no infinity, and of a whole number beyond 2^53 the last digits would be lost. */
function isKept(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return false;
  return Number.isSafeInteger(value) || !/^[-+]?(\d+|0x[\da-f]+|0o[0-7]+)$/i.test(source);
}
