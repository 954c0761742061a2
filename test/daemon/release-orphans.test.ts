import assert from "node:assert/strict";
import { test } from "node:test";
import { releaseOrphans } from "../../src/daemon/release-orphans.ts";
import type { Runtime } from "../../src/runtime/port.ts";
import { keyOf } from "../run/a-run.ts";
import { quietLog } from "./quiet-log.ts";

test("attempts of runs that the ledger does not hold are ended, all others go on", async () => {
  const [ended, released]: [string[], string[]] = [[], []];
  const runtime: Partial<Runtime> = {
    list: async () => ["known", "orphan"].map((uid) => keyOf(uid, "unit")),
    async stop({ uid }) {
      ended.push(uid);
      return { is: "gone" };
    },
    release: async ({ uid }) => void released.push(uid),
  };

  await releaseOrphans({ runtime: runtime as Runtime, log: quietLog }, (uid) => uid === "known");

  assert.deepEqual([ended, released], [["orphan"], ["orphan"]]);
});
