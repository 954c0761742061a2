import assert from "node:assert/strict";
import { test } from "node:test";
import { contend } from "../../proof/contention/contend.ts";
import { lostPushes } from "../../proof/contention/lost-pushes.ts";
import { openHouse } from "../../proof/house/house.ts";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";

test("between two outsiders a few runs are recorded, and the outsiders come through", async () => {
  const contest = { seed: 1, writers: 2, runs: 4, restMs: [100, 300], betweenMs: [0, 50] } as const;

  const { figures, broken } = await contend({ ...contest, statusBranch: "main" });

  const pushes = figures.find(({ name }) => name === "pushes of the outsiders that came through");
  assert.deepEqual(broken, []);
  assert.ok(pushes && pushes.value >= 4, JSON.stringify(pushes));
});

test("a commit of another writer that the branch no longer holds is seen, and so is a file that was written over", async () => {
  await using repository = await createTemporaryRepository({ "a.txt": "1\n" });
  const kept = { files: { "kept.md": "kept\n" }, tries: 1, ms: 1 };
  const lost = { files: { "lost.md": "lost\n" }, tries: 1, ms: 1 };
  const first = await repository.commitOn("main", kept.files);
  const second = await repository.commitOn("main", lost.files);
  const pushes = [
    { ...kept, commit: first },
    { ...lost, commit: second },
  ];
  const before = await lostPushes(repository, "main", pushes);

  await repository.git("update-ref", "refs/heads/main", first);
  await repository.commitOn("main", { "kept.md": "written over\n" });
  const broken = await lostPushes(repository, "main", pushes);

  assert.deepEqual(before, []);
  assert.deepEqual(broken, [
    "kept.md of another writer no longer says what it said",
    `the branch no longer holds ${second} of another writer`,
    "lost.md of another writer no longer says what it said",
  ]);
});

test("a run that was not recorded is seen", async () => {
  await using house = await openHouse();
  await using daemon = house.startDaemon();
  await house.rested();
  await daemon.stop();

  await house.repository.commitOn(house.statusBranch, { "status/runs/chain/1.yaml": null });
  house.requestsFor("caller");
  const broken = (await house.audit()).join("\n");

  assert.match(broken, /5 runs are due, and Git tells of 3/);
  assert.match(broken, /chain-1\/a\/1 was signed more often than Git tells/);
});
