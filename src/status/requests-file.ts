import { instantToText } from "../base/instant.ts";
import type { RequestFate, RequestKey } from "../plan/plan.ts";
import { instant, listOf, object, oneOf, optional, text, WRONG } from "./decode.ts";
import { parseStatusYaml } from "./parse-status-yaml.ts";
import { present } from "./present.ts";
import { revise } from "./revise.ts";
import { yamlText } from "./yaml-text.ts";

/** How many fates stay in the file after their documents have gone; the ledger keeps all. */
const KEPT_AFTER = 1_000;

/** `status/requests.yaml`: what became of each request whose document exists, and of the last ones after. Undefined where the tip says the same. */
export function renderRequests(
  fates: ReadonlyMap<RequestKey, RequestFate>,
  existing: ReadonlySet<RequestKey>,
  atTip: string | undefined,
): string | undefined {
  if (fates.size === 0 && atTip === undefined) return undefined;
  const newestFirst = [...fates].sort(([keyA, a], [keyB, b]) => b.at - a.at || (keyA < keyB ? -1 : 1));
  let after = 0;
  const shown = newestFirst.filter(([key]) => existing.has(key) || ++after <= KEPT_AFTER);
  const requests = shown.map(([, fate]) => requestStatusOf(fate));
  return revise(atTip, (revision) =>
    yamlText({ apiVersion: "pilotage/v1", kind: "Requests", metadata: { revision }, requests }),
  );
}

/** Reads the fates back, for a new ledger and for commands; undefined where the text is no such file. */
export function readRequests(content: string): readonly RequestFate[] | undefined {
  const file = requestsFile(parseStatusYaml(content));
  return file === WRONG ? undefined : file.requests;
}

function requestStatusOf({ kind, name, digest, commit, at, fate, message, run }: RequestFate) {
  return present({ kind, name, digest, commit, at: instantToText(at), fate, message, run });
}

const requestsFile = object<{ readonly kind: "Requests"; readonly requests: readonly RequestFate[] }>({
  kind: oneOf("Requests"),
  requests: listOf(
    object<RequestFate>({
      kind: oneOf("Run", "Cancel"),
      name: text,
      digest: text,
      commit: text,
      at: instant,
      fate: oneOf("accepted", "refused", "nothing-to-do"),
      message: text,
      run: optional(text),
    }),
  ),
});
