import { type LoadedDefinitions, loadDefinitions } from "../daemon/load-definitions.ts";
import { assembleDefinitions } from "../definitions/assemble-definitions.ts";
import { isDefinitionPath } from "../plan/definition-paths.ts";
import { preparePipeline } from "../plan/prepare-pipeline.ts";
import type { FolderRepository } from "../repository/folder/folder-repository.ts";
import type { Snapshot } from "../repository/port.ts";
import type { Adapters } from "./adapters.ts";

/** A working tree as it is now, with all that it defines. */
export interface Tree {
  readonly root: string;
  readonly repository: FolderRepository;
  readonly snapshot: Snapshot;
  readonly loaded: LoadedDefinitions;
  /** What another snapshot of it defines. */
  load(snapshot: Snapshot): Promise<LoadedDefinitions>;
  close(): Promise<void>;
}

/** Reads and checks the definitions of a working tree; `also`: files that count although no glob names them. */
export async function loadTree(
  root: string,
  adapters: Adapters,
  globs: readonly string[] | undefined,
  also: ReadonlySet<string> = new Set(),
): Promise<Tree> {
  const repository = await adapters.folder(root);
  const looking = repository.snapshot(); // Git works while the parser is loaded
  looking.catch(() => {});
  const parser = await adapters.parserHere();
  const isNamed = isDefinitionPath(globs);
  const load = (snapshot: Snapshot) =>
    loadDefinitions({
      repository,
      parser,
      clock: adapters.clock,
      core: { assembleDefinitions, preparePipeline },
      isDefinition: (path) => isNamed(path) || also.has(path),
      snapshot,
      parsed: new Map(),
    });
  const close = async () => {
    await parser.close();
    await repository.close();
  };
  try {
    const snapshot = await looking;
    return { root, repository, snapshot, loaded: await load(snapshot), load, close };
  } catch (error) {
    await close();
    throw error;
  }
}
