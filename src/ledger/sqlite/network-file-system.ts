import { statfsSync } from "node:fs";
import { OperationalError } from "../../base/operational-error.ts";

/** `f_type` of Linux (statfs(2), linux/magic.h). FUSE is not among them: behind it may be anything, local disks too. */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB"],
  [0x01021997, "9P"],
  [0x5346414f, "AFS"],
  [0x6b414653, "AFS"],
  [0x00c36400, "Ceph"],
  [0x73757245, "Coda"],
  [0x564c, "NCP"],
  [0x0bd00bd0, "Lustre"],
]);

/**
 * Throws OperationalError `ledger-network-filesystem` where the folder is not on a disk of this machine: locks and
 * fsync promise too little there.
 */
export function refuseNetworkFileSystem(folder: string, typeOf: (folder: string) => number = fileSystemType): void {
  const name = NETWORK_FILE_SYSTEMS.get(typeOf(folder) >>> 0);
  if (name === undefined) return;
  throw new OperationalError("ledger-network-filesystem", `${folder} is on a network file system (${name})`, {
    retry: "never",
    hint: "name a folder on a local disk or block volume with --state",
  });
}

function fileSystemType(folder: string): number {
  return statfsSync(folder).type;
}
