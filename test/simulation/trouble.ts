import type { ModelRemote } from "./model-remote.ts";
import type { ModelRuntime } from "./model-runtime.ts";
import type { ModelCache } from "./model-store.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { World } from "./world.ts";

/** Outages, kills by hand, a cache that is lost, and people's hands on the status branch; the answer counts them. */
export function makeTrouble(
  world: World,
  parts: { readonly remote: ModelRemote; readonly runtime: ModelRuntime; readonly cache: ModelCache },
): () => number {
  const { remote, runtime, cache } = parts;
  const random = world.randomOf("trouble");
  let troubles = 0;

  function one(): void {
    switch (random.between(1, 8)) {
      case 1:
      case 2:
        remote.outageUntil = world.clock.now() + random.between(1_000, 120_000);
        world.say(`the remote is away for ${Math.round((remote.outageUntil - world.clock.now()) / 1_000)} s`);
        break;
      case 3:
      case 4:
        runtime.killOne();
        break;
      case 5:
        writeByHand(remote, random);
        break;
      case 6:
        remote.force("pilotage-status", undefined);
        break;
      case 7:
        resetToAnOlder(remote, random.between(1, 6));
        break;
      default:
        if (random.oneIn(2)) break;
        cache.clear();
        world.say("the cache of the repository is lost");
    }
  }

  const again = () => {
    if (!world.troubled || troubles >= world.limits.troubles) return;
    troubles += 1;
    one();
    world.clock.at(world.clock.now() + random.between(5_000, 120_000), again);
  };
  world.clock.at(world.clock.now() + random.between(1_000, 60_000), again);
  return () => troubles;
}

/** Raises the revision of a status file by hand, or leaves a file of one's own. */
function writeByHand(remote: ModelRemote, random: SeededRandom): void {
  const files = remote.head("pilotage-status")?.files;
  const status = [...(files?.keys() ?? [])].filter((path) => path.endsWith("/status.yaml"));
  const path = random.pick(["notes.md", ...status]);
  const raised = files
    ?.get(path)
    ?.text.replace(/revision: (\d+)/, (_, revision) => `revision: ${Number(revision) + 100}`);
  remote.commit("pilotage-status", new Map([[path, raised ?? "a note\n"]]), `${path} by hand`);
}

function resetToAnOlder(remote: ModelRemote, back: number): void {
  let commit = remote.head("pilotage-status");
  for (let step = 0; commit?.parent !== undefined && step < back; step++) commit = remote.commitOf(commit.parent);
  if (commit) remote.force("pilotage-status", commit.sha);
}
