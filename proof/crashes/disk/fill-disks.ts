import { execFile } from "node:child_process";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { until } from "../../../test/fixtures/until.ts";
import { seededRandom } from "../../../test/simulation/seeded-random.ts";
import type { House } from "../../house/house.ts";
import type { Evidence } from "../../proof.ts";
import { inHouses } from "../in-houses.ts";
import { fullDisk } from "./full-disk.ts";

const exec = promisify(execFile);

/** What lies on the file system that is filled. */
type Kept = "state" | "cache";

const MEGABYTES = 16;

const PATIENCE_MS = 120_000;

/** Fills the disk under the daemons of so many houses of each kind. Needs the right to mount. */
export async function fillDisks({
  seed,
  houses,
}: {
  readonly seed: number;
  readonly houses: number;
}): Promise<Evidence> {
  let filled = 0;
  const play = async (house: House, number: number) => {
    const random = seededRandom(seed, `disk ${number}`);
    const kept: Kept = number % 2 === 0 ? "cache" : "state";
    const folder = kept === "cache" ? join(house.state, "cache") : house.state;
    await using _ = await mountInMemory(folder);
    await using daemon = house.startDaemon();
    await house.rested();
    const signed = (await stat(house.log)).size;
    await house.ask(...ASKED);
    await until("an attempt signs", async () => (await stat(house.log)).size > signed, PATIENCE_MS);
    await setTimeout(random.between(0, 300));
    await using full = await fullDisk(folder);
    const before = daemon.output().length;
    await house.ask(...ASKED);
    await until(
      "the daemon says that the disk is full",
      () => SAYS_SO.test(daemon.output().slice(before)),
      PATIENCE_MS,
    );
    await setTimeout(random.between(0, 3_000));
    await full.end();
    filled += 1;
    await house.rested();
    const end = await Promise.race([daemon.ended, setTimeout(0, undefined)]);
    await daemon.stop();
    const told = end === undefined ? [] : [`the daemon ended with ${end}`];
    return [...told, ...(await house.audit())];
  };
  const broken = await inHouses(2 * houses, 2, play);
  return {
    figures: [{ name: "disks filled", value: filled, unit: "disks", note: "in turn the state's and the cache's" }],
    broken,
  };
}

/** None whose program prints: what it prints goes to the state directory, and it fails by itself where that is full. */
const ASKED = ["caller", "flaky", "caller", "doomed", "caller"] as const;

const SAYS_SO = /no space left|is there space left/i;

async function mountInMemory(folder: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true });
  await exec("mount", ["-t", "tmpfs", "-o", `size=${MEGABYTES}m`, "tmpfs", folder]);
  return { [Symbol.asyncDispose]: async () => void (await exec("umount", ["--lazy", folder])) };
}
