import assert from "node:assert/strict";
import { test } from "node:test";
import { claimBranch } from "../../src/daemon/claim-branch.ts";
import type { Known } from "../../src/daemon/known.ts";
import type { Change, Compose, Repository, Tip } from "../../src/repository/port.ts";
import { OWNER_PATH } from "../../src/status/status-paths.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";
import { quietLog } from "./quiet-log.ts";

const RUN = "status/runs/release/1.yaml";
const OURS: Known = { ledgerId: "ours", acted: true, cursors: new Map(), fates: new Map() };
const NEW: Known = { ...OURS, acted: false };

test("a new branch becomes ours, and its tip is acknowledged", async () => {
  const { claimed, written, acknowledged } = await claim(aTip({}));

  assert.equal(claimed.tip, "new");
  assert.match(String(written?.get(OWNER_PATH)), /^ledger: ours$/m);
  assert.deepEqual(acknowledged, ["new"]);
});

test("a branch that is ours already is left as it is", async () => {
  const { written } = await claim(aTip({ [OWNER_PATH]: await ownerText() }));

  assert.equal(written, undefined);
});

test("what a rewritten branch lost stands there again with the claim, its owner too", async () => {
  const lost = aTip({ [OWNER_PATH]: await ownerText(), [RUN]: "metadata: { revision: 7 }\n" });

  const { written } = await claim({ ...aTip({ "notes.md": "mine\n" }), lost });

  assert.deepEqual([...(written?.keys() ?? [])].sort(), [OWNER_PATH, RUN]);
  assert.equal(written?.get(OWNER_PATH), await ownerText());
});

test("a branch of another ledger is refused, unless we may take it over", async () => {
  const theirs = aTip({ [OWNER_PATH]: (await ownerText()).replace("ledger: ours", "ledger: theirs") });

  await assert.rejects(claim(theirs, false, NEW), { code: "owned-by-another", retry: "never" });
  assert.match(String((await claim(theirs, true, NEW)).written?.get(OWNER_PATH)), /^ledger: ours$/m);
});

test("a ledger that has lost its branch to another one never gets it back: what it knows is too old", async () => {
  const theirs = aTip({ [OWNER_PATH]: (await ownerText()).replace("ledger: ours", "ledger: theirs") });

  await assert.rejects(claim(theirs, true), { code: "owned-by-another", retry: "never", hint: /new --state/ });
});

async function claim(tip: Tip, takeOver = false, known: Known = OURS) {
  let written: Change["files"] | undefined;
  const acknowledged: string[] = [];
  const repository: Pick<Repository, "record"> = {
    async record(compose: Compose) {
      const change = await compose(tip);
      written = change?.files;
      return { tip: change ? "new" : tip.commit, committed: change !== undefined };
    },
  };
  const claimed = await claimBranch(
    {
      repository,
      ledger: { accept: async () => {}, acknowledge: async (commit) => void acknowledged.push(commit) },
      clock: virtualClock(0),
      log: quietLog,
      takeOver,
      acknowledged: "old",
      status: { ownBranch: true, logs: "failed", keepRuns: 200, repository: "/srv/release.git", version: "0" },
    },
    known,
  );
  return { claimed, written, acknowledged };
}

async function ownerText(): Promise<string> {
  return String((await claim(aTip({}))).written?.get(OWNER_PATH));
}

function aTip(files: { readonly [path: string]: string }): Tip {
  const texts = new Map(Object.entries(files));
  return {
    commit: "found",
    list: async () => new Map(Array.from(texts, ([path, text]) => [path, `blob of ${text}`])),
    read: async (paths) => new Map([...texts].filter(([path]) => paths.includes(path))),
  };
}
