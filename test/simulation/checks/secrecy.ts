import { runName } from "../../../src/base/names.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";
import { MAC, SECRET } from "../secrets.ts";

const HIDDEN = [MAC, SECRET, ...[0, 1, 2].map(base64At)];

/** Whatever components say, no secret and no keyed URL stands in Git, in the daemon's log or in its ledger. */
export function nothingLeaks({ world, remote }: Scene): Check {
  function look(where: string, text: string): void {
    const found = HIDDEN.find((hidden) => text.includes(hidden));
    if (found !== undefined) world.violated(`${found === MAC ? "a keyed URL" : "a secret"} stands in ${where}`);
  }
  return {
    saved(state, before) {
      const { pipeline, number } = state;
      if ("endedAt" in state && !("endedAt" in before))
        look(`the ledger's ${runName(pipeline, number)}`, JSON.stringify(state.actions));
    },
    logged: (line) => look("the log", line),
    pushed({ parent, files }) {
      const below = remote.commitOf(parent ?? "")?.files;
      for (const [path, { blob, text }] of files) if (below?.get(path)?.blob !== blob) look(path, text);
    },
  };
}

/** The secret as base64 writes it where it stands that many bytes behind a multiple of three. */
function base64At(offset: number): string {
  const digits = Buffer.from("-".repeat(offset) + SECRET).toString("base64");
  return digits.slice(offset === 0 ? 0 : 4, -4);
}
