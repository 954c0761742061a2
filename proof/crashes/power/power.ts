import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTemporaryFolder } from "../../../test/fixtures/temporary-folder.ts";
import { ledgerAt } from "../../../test/ledger/temporary-ledger.ts";
import { type SeededRandom, seededRandom } from "../../../test/simulation/seeded-random.ts";
import type { Evidence, Proof } from "../../proof.ts";
import { cannotTrace } from "../can-trace.ts";
import { createDiskModel, SURVIVALS } from "./disk-model.ts";
import { brokenIn, type Heard } from "./said.ts";
import { type Effect, effectsOf } from "./trace.ts";

/** Power cuts at the ledger. */
export const power: Proof = {
  name: "power",
  tries:
    "Every call by which a ledger in use changes its files is recorded, from its making over checkpoints to a close, a " +
    "kill and another. For a power cut after such a call, the files are built anew with what was synced, and of all else " +
    "nothing, everything, a beginning, any part in torn sectors, or the sizes alone. Such a ledger must open, and hold " +
    "what was acknowledged, nothing by half.",
  async prove({ full, seed, progress }) {
    const missing = await cannotTrace();
    if (missing !== undefined) return { figures: [], broken: [], skipped: [missing] };
    return cutPower({ rounds: 100, cuts: full ? 4_000 : 120, random: seededRandom(seed, "power"), progress });
  },
};

interface PowerCuts {
  /** Of use, in each of the ledger's three lives. */
  readonly rounds: number;
  readonly cuts: number;
  readonly random: SeededRandom;
  progress(line: string): void;
  /** A module that its lives load first. */
  readonly preload?: string;
}

/** Records a ledger's lives and cuts their power. */
export async function cutPower({ rounds, cuts, random, progress, preload }: PowerCuts): Promise<Evidence> {
  await using folder = await createTemporaryFolder();
  const effects = await livesOf(folder.path, rounds, preload);
  const after = new Set(Array.from({ length: cuts }, () => random.between(0, effects.length - 1)));
  for (const [index, effect] of effects.entries()) if (isRare(effect)) after.add(index);
  const disk = createDiskModel(folder.path);
  const broken: string[] = [];
  let heard: Heard = {};
  let built = 0;
  for (const [index, effect] of effects.entries()) {
    if (effect.is === "said") heard = { ...heard, ...JSON.parse(effect.text) };
    else disk.take(effect);
    if (!after.has(index)) continue;
    for (const survival of SURVIVALS) {
      const files = disk.afterCut(survival, random);
      const found = await brokenAfter(files, folder.path, heard);
      broken.push(
        ...found.map(
          (what) =>
            `cut after call ${index} of ${effects.length} (${textOf(effect)}), where ${survival} survives: ${what}`,
        ),
      );
      progress(`${++built} ledgers`);
    }
  }
  return {
    figures: [
      { name: "calls recorded", value: effects.length, unit: "calls" },
      { name: "power cuts", value: after.size, unit: "cuts" },
      { name: "ledgers built anew and opened", value: built, unit: "ledgers" },
      { name: "acknowledged revisions", value: heard.saved ?? 0, unit: "saves" },
    ],
    broken,
  };
}

/** The same file is made and closed, opened and left by a kill, and again. */
async function livesOf(folder: string, rounds: number, preload: string | undefined): Promise<readonly Effect[]> {
  const program = fileURLToPath(new URL("./ledger-life.ts", import.meta.url));
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", ...(preload ? ["--import", preload] : [])];
  const effects: Effect[] = [];
  for (const end of ["close", "die", "die"]) {
    const life = [...node, program, join(folder, "state", "ledger.sqlite"), String(rounds), end];
    effects.push(...(await effectsOf(life, folder, join(folder, "trace"))));
  }
  return effects;
}

/** What happens few times: anything but to append to the log, to sync it, and to speak. */
function isRare(effect: Effect): boolean {
  return (
    effect.is !== "said" &&
    !(effect.path.endsWith("-wal") && (effect.is === "synced" || (effect.is === "written" && effect.at > 32)))
  );
}

async function brokenAfter(
  files: ReadonlyMap<string, Buffer | null>,
  root: string,
  heard: Heard,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-power-"));
  try {
    for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const copy = join(folder, path.slice(root.length));
      await (bytes === null ? mkdir(copy) : writeFile(copy, bytes));
    }
    const ledger = ledgerAt(join(folder, "state", "ledger.sqlite"));
    const content = await ledger.open();
    await ledger.close();
    return brokenIn(content, heard);
  } catch (error) {
    return [`it cannot be opened: ${error instanceof Error ? error.message : error}`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function textOf(effect: Effect): string {
  if (effect.is === "said") return `it said ${effect.text.trim()}`;
  return `${effect.path.slice(effect.path.lastIndexOf("/") + 1)} ${effect.is}${"at" in effect ? ` at ${effect.at}` : ""}`;
}
