import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { refuseNetworkFileSystem } from "../../../src/ledger/sqlite/network-file-system.ts";

for (const [name, type] of [
  ["NFS", 0x6969],
  ["CIFS", 0xff534d42],
  ["CIFS", 0xff534d42 | 0], // as a signed word
  ["SMB", 0x517b],
] as const) {
  test(`${name} (${type}) is refused`, () => {
    assert.throws(() => refuseNetworkFileSystem("/state", () => type), {
      code: "ledger-network-filesystem",
      message: `/state is on a network file system (${name})`,
    });
  });
}

for (const [name, type] of [
  ["ext4", 0xef53],
  ["tmpfs", 0x01021994],
  ["overlayfs", 0x794c7630],
  ["FUSE", 0x65735546],
] as const) {
  test(`${name} is accepted`, () => refuseNetworkFileSystem("/state", () => type));
}

test("the disk of this machine is accepted", () => refuseNetworkFileSystem(tmpdir()));
