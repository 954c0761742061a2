import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { cannotTrace } from "../../proof/crashes/can-trace.ts";
import { createDiskModel, type FileEffect } from "../../proof/crashes/power/disk-model.ts";
import { cutPower } from "../../proof/crashes/power/power.ts";
import { effectIn } from "../../proof/crashes/power/trace.ts";
import { seededRandom } from "../simulation/seeded-random.ts";

const random = seededRandom(1, "power");
const bytes = Buffer.from("abc");
const made: readonly FileEffect[] = [
  { is: "folder", path: "/d" },
  { is: "created", path: "/d/f" },
  { is: "written", path: "/d/f", at: 1, bytes },
];
const synced = (path: string): FileEffect => ({ is: "synced", path });

function diskAfter(...effects: readonly FileEffect[]) {
  const disk = createDiskModel("/");
  for (const effect of effects) disk.take(effect);
  return disk;
}

test("of what is not synced, a power cut leaves nothing or all; of a file also its size alone", () => {
  const disk = diskAfter(...made);

  assert.deepEqual(disk.afterCut("nothing", random), new Map());
  assert.equal(disk.afterCut("everything", random).get("/d/f")?.toString(), "\0abc");
  assert.equal(disk.afterCut("sizes", random).get("/d/f")?.toString(), "\0\0\0\0");
});

test("a file is there after a power cut once it, its name and that of its folder are synced", () => {
  const without = (left: string) => ["/d/f", "/d", "/"].filter((path) => path !== left).map(synced);
  const after = (left: string) => diskAfter(...made, ...without(left)).afterCut("nothing", random);

  assert.equal(after("none").get("/d/f")?.toString(), "\0abc");
  assert.equal(after("/d/f").get("/d/f")?.length, 0);
  for (const left of ["/d", "/"]) assert.equal(after(left).has("/d/f"), false);
});

test("what is cut off or removed may be there again until that is synced", () => {
  const whole = [...made, ...["/d/f", "/d", "/"].map(synced)];
  const cut = diskAfter(...whole, { is: "cut", path: "/d/f", size: 1 });
  const removed = diskAfter(...whole, { is: "removed", path: "/d/f" });

  assert.deepEqual(
    [cut.afterCut("nothing", random).get("/d/f")?.length, cut.afterCut("everything", random).get("/d/f")?.length],
    [4, 1],
  );
  assert.deepEqual(
    [removed.afterCut("nothing", random).has("/d/f"), removed.afterCut("everything", random).has("/d/f")],
    [true, false],
  );
});

test("a line of a trace is what it did to a file of ours, and nothing where it failed or went elsewhere", () => {
  const hex = (text: string) =>
    [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
  const read = (line: string) => effectIn(line, "/d");
  const file = `21<${hex("/d/f")}>`;

  assert.deepEqual(read(`pwrite64(${file}, "${hex("abc")}", 3, 1) = 3`), { is: "written", path: "/d/f", at: 1, bytes });
  assert.deepEqual(read(`fsync(${file})                        = 0`), { is: "synced", path: "/d/f" });
  assert.equal(read(`fsync(${file}) = -1 EIO (Input/output error)`), undefined);
  assert.equal(read(`fsync(21<${hex("/e")}>) = 0`), undefined);
  assert.throws(() => read(`rename("${hex("/d/f")}", "${hex("/d/g")}") = 0`), /nobody knows/);
});

test("a ledger that syncs loses nothing by a power cut, and one that does not is found out", async (t) => {
  const missing = await cannotTrace();
  if (missing !== undefined) return t.skip(missing);
  const little = { rounds: 6, cuts: 10, progress: () => {} };
  const preload = fileURLToPath(new URL("without-sync.ts", import.meta.url));

  const { broken } = await cutPower({ ...little, random: seededRandom(1, "power") });
  const careless = await cutPower({ ...little, random: seededRandom(1, "power"), preload });

  assert.deepEqual(broken, []);
  assert.match(careless.broken.join("\n"), /was acknowledged and is lost/);
});
