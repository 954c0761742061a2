import type { Json } from "../base/json.ts";
import { LABEL, nearest } from "../base/names.ts";
import { checkSchema } from "./check-schema.ts";
import { componentRules } from "./component-rules.ts";
import type { DocumentBody } from "./definition.ts";
import { documentWorld, schemaNamed } from "./document-world.ts";
import { withoutFreeKeys } from "./free-keys.ts";
import { memberOf } from "./json-parts.ts";
import { pipelineRules } from "./pipeline-rules.ts";
import type { PointedProblem } from "./pointed-problem.ts";
import { isReserved } from "./reserved.ts";
import type { SchemaProblem } from "./schema-problem.ts";
import { quoted, quotedKey } from "./value-words.ts";

const API_VERSION = "pilotage/v1";
const KINDS: readonly DocumentBody["kind"][] = ["Component", "Pipeline", "Run", "Cancel"];

/** A document as its schema and rules see it: what it says, absent where anything is wrong with it. */
export interface CheckedDocument {
  readonly body?: DocumentBody;
  readonly problems: readonly PointedProblem[];
}

/** Checks one document: first its kind, because everything else follows from that. */
export function checkDocument(value: Json): CheckedDocument {
  const kind = memberOf(value, "kind");
  if (!isKind(kind)) return { problems: [kindProblem(kind)] };
  const version = memberOf(value, "apiVersion");
  if (typeof version === "string" && version !== API_VERSION) return { problems: [versionProblem(version)] };
  const problems = [
    ...checkSchema(schemaNamed(kind), value, documentWorld).map(toPointedProblem),
    ...rulesOf(kind, memberOf(value, "spec") ?? null),
  ];
  return problems.length > 0 ? { problems } : { body: bodyOf(kind, value), problems };
}

/** The kind and name of a document where they are good ones, however wrong the rest is. */
export function nameOf(value: Json): Pick<DocumentBody, "kind" | "name"> | undefined {
  const kind = memberOf(value, "kind");
  const name = memberOf(memberOf(value, "metadata"), "name");
  return isKind(kind) && typeof name === "string" && LABEL.test(name) ? { kind, name } : undefined;
}

function isKind(value: Json | undefined): value is DocumentBody["kind"] {
  return KINDS.some((kind) => kind === value);
}

function kindProblem(kind: Json | undefined): PointedProblem {
  if (kind === undefined)
    return { pointer: [], code: "missing-key", message: "the document has no `kind`", hint: KNOWN_KINDS };
  const at = { pointer: ["kind"] };
  if (typeof kind !== "string") return { ...at, code: "wrong-type", message: "`kind` must be text", hint: KNOWN_KINDS };
  if (isReserved("kind", kind))
    return { ...at, code: "not-supported-yet", message: `the kind ${kind} is not supported yet`, hint: PLANNED };
  const meant = nearest(kind, KINDS);
  const hint = meant === undefined ? KNOWN_KINDS : `Did you mean ${meant}?`;
  return { ...at, code: "unknown-kind", message: `the kind ${quoted(kind)} is not known`, hint };
}

const PLANNED = "It is planned; leave it out for now.";
const KNOWN_KINDS = `Known are ${KINDS.join(", ")}; other files lie better elsewhere.`;

function versionProblem(version: string): PointedProblem {
  const message = `the version ${quoted(version)} is not known`;
  return { pointer: ["apiVersion"], code: "unknown-version", message, hint: `Write apiVersion: ${API_VERSION}.` };
}

function rulesOf(kind: DocumentBody["kind"], spec: Json): readonly PointedProblem[] {
  switch (kind) {
    case "Component":
      return componentRules(spec, ["spec"]);
    case "Pipeline":
      return pipelineRules(spec, ["spec"]);
    case "Run":
    case "Cancel":
      return [];
  }
}

function bodyOf(kind: DocumentBody["kind"], value: Json): DocumentBody {
  const spec = withoutFreeKeys(schemaNamed(kind), value, documentWorld);
  // Its schema has just proved it.
  return {
    kind,
    name: memberOf(memberOf(value, "metadata"), "name"),
    spec: memberOf(spec, "spec"),
  } as unknown as DocumentBody;
}

function toPointedProblem(problem: SchemaProblem): PointedProblem {
  const { is, pointer, key, message, hint, schema, word } = problem;
  const at = key ? { pointer, key } : { pointer };
  if (word !== undefined && isReserved(schema, word)) {
    return { ...at, code: "not-supported-yet", message: `${quotedKey(word)} is not supported yet`, hint: PLANNED };
  }
  const code = is === "wrong-value" && schema === "Name" ? "wrong-name" : is;
  return { ...at, code, message: `${subjectOf(problem)} ${message}`, ...(hint === undefined ? {} : { hint }) };
}

/** What a problem speaks of: the last key on the way to it, with the indices after it. */
function subjectOf({ is, pointer }: SchemaProblem): string {
  const steps = is === "unknown-key" ? pointer.slice(0, -1) : pointer;
  const lastKey = steps.findLastIndex((step) => typeof step === "string");
  if (lastKey < 0) return "the document";
  const indices = steps.slice(lastKey + 1).map((index) => `[${index}]`);
  const subject = quotedKey(`${steps[lastKey]}${indices.join("")}`);
  return is === "wrong-name" ? `the key ${subject}` : subject;
}
