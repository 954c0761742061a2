import assert from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import { test } from "node:test";
import { openHouse } from "../../proof/house/house.ts";

test("a house in which nothing goes wrong passes its audit, and each thing that is wrong is seen", async () => {
  await using house = await openHouse();
  await using daemon = house.startDaemon();
  await house.ask("caller", "chain");
  await house.rested();
  await daemon.stop();

  assert.deepEqual(await house.audit(), []);

  await appendFile(house.log, "chain-1/a/1\n");
  const text = (await house.repository.read("pilotage-status", "status/runs/flaky/1.yaml")) ?? "";
  const changed = text.replace("revision: ", "revision: 0").replace("phase: succeeded", "phase: failed");
  const forged = { "status/runs/flaky/1.yaml": changed, "notes.md": "hunter22-of-the-house" };
  await house.repository.commitOn("pilotage-status", forged, "Forged", "Pilotage <pilotage@localhost>");
  const broken = (await house.audit()).join("\n");
  for (const seen of [
    /chain-1\/a\/1 was signed more often/,
    /flaky-1 is failed, and must be succeeded/,
    /flaky\/1.yaml: from revision/,
    /the daemon wrote notes.md/,
    /the secret stands in Git/,
  ])
    assert.match(broken, seen);
});
