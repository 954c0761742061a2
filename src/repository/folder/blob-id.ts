import { createHash } from "node:crypto";

/** The id that Git gives this content. */
export function blobId(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
