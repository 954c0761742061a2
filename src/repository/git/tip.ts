import type { Snapshot, Tip } from "../port.ts";
import type { Objects } from "./objects.ts";

/** What a Tip asks of a repository's objects. */
export type TipObjects = Pick<Objects, "entries" | "textsAt">;

/** What a commit holds, as a Tip. */
export function tipAt(objects: TipObjects, commit: string | undefined): Tip {
  return {
    commit,
    async list() {
      if (commit === undefined) return new Map();
      return new Map((await objects.entries(commit)).map(({ path, blob }) => [path, blob]));
    },
    async read(paths) {
      return commit === undefined ? new Map() : objects.textsAt(commit, paths);
    },
  };
}

/** The tip of the status branch as a snapshot tells of it. */
export async function statusAt(
  { objects }: { readonly objects: TipObjects },
  statusTip: string | undefined,
): Promise<Pick<Snapshot, "statusTip" | "statusOwner">> {
  const texts = await tipAt(objects, statusTip).read([OWNER_FILE]);
  return { statusTip, statusOwner: texts.get(OWNER_FILE) };
}

const OWNER_FILE = "status/owner.yaml";
