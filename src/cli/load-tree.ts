import { type LoadedDefinitions, loadDefinitions } from "../daemon/load-definitions.ts";
import { assembleDefinitions } from "../definitions/assemble-definitions.ts";
import { isDefinitionPath } from "../plan/definition-paths.ts";
import { preparePipeline } from "../plan/prepare-pipeline.ts";
import type { Repository, Snapshot } from "../repository/port.ts";
import type { Adapters } from "./adapters.ts";

/** A working tree as it is now, with all that it defines. */
export interface Tree {
  readonly repository: Repository;
  readonly snapshot: Snapshot;
  readonly loaded: LoadedDefinitions;
}

/** Reads and checks the definitions of a working tree; `also`: files that count although no glob names them. */
export async function loadTree(
  root: string,
  adapters: Adapters,
  globs: readonly string[] | undefined,
  also: ReadonlySet<string> = new Set(),
): Promise<Tree> {
  const repository = await adapters.folder(root);
  const [snapshot, parser] = await Promise.all([repository.snapshot(), adapters.parser()]);
  const isNamed = isDefinitionPath(globs);
  try {
    const loaded = await loadDefinitions({
      repository,
      parser,
      clock: adapters.clock,
      core: { assembleDefinitions, preparePipeline },
      isDefinition: (path) => isNamed(path) || also.has(path),
      snapshot,
      parsed: new Map(),
    });
    return { repository, snapshot, loaded };
  } finally {
    await parser.close();
  }
}
