import { type Instant, instantToText } from "../base/instant.ts";
import { memo } from "../base/memo.ts";
import { instant, object, text, WRONG } from "./decode.ts";
import { parseStatusYaml } from "./parse-status-yaml.ts";
import { revise } from "./revise.ts";
import { yamlText } from "./yaml-text.ts";

/** `status/owner.yaml`: which daemon writes here. */
export interface Owner {
  /** The id of its ledger. */
  readonly ledger: string;
  readonly repository: string;
  readonly since: Instant;
  readonly version: string;
}

/**
 * The text to write; undefined where the tip says the same. An owner keeps the time since when it is one. `before`: who
 * the tip says that it is.
 */
export function renderOwner(owner: Owner, atTip: string | undefined, before: Owner | undefined): string | undefined {
  const since = before?.ledger === owner.ledger ? before.since : owner.since;
  const { ledger, repository, version } = owner;
  return revise(atTip, (revision) =>
    yamlText({
      apiVersion: "pilotage/v1",
      kind: "Owner",
      metadata: { revision },
      ledger,
      repository,
      since: instantToText(since),
      version,
    }),
  );
}

/** Whether the text of an owner file names another ledger, or cannot be read; without one the branch is nobody's. */
export function isOwnedByAnother(content: string | undefined, ledger: string): boolean {
  return content !== undefined && readOwner(content)?.ledger !== ledger;
}

/** Reads who writes here; undefined where the text does not say. It is asked before each commit, and mostly of the same text. */
export function readOwner(content: string): Owner | undefined {
  return known(content, () => {
    const owner = ownerFile(parseStatusYaml(content));
    return owner === WRONG ? undefined : owner;
  });
}

const known = memo<Owner | undefined>(1);

const ownerFile = object<Owner>({ ledger: text, repository: text, since: instant, version: text });
