import type { Clock } from "../../base/clock.ts";
import type { RemoteAddress } from "./remote-address.ts";
import { watchRefs } from "./watch-refs.ts";

export interface RemoteWatch {
  readonly address: RemoteAddress;
  readonly pollMs: number;
  readonly clock: Clock;
  readonly look: () => void;
  /** A local repository cannot be watched, so it is only polled. */
  readonly unwatched: (cause: unknown) => void;
}

/** Calls `look` every `pollMs`, and at once where the remote is a repository on this disk that changes; the answer ends it. */
export function watchRemote({ address, pollMs, clock, look, unwatched }: RemoteWatch): () => void {
  const stopWatching = address.kind === "local" ? watchRefs(address.url, look, unwatched) : () => {};
  let takeBack = () => {};
  const poll = () => {
    takeBack = clock.at(clock.now() + pollMs, () => {
      poll();
      look();
    });
  };
  poll();
  return () => {
    stopWatching();
    takeBack();
  };
}
