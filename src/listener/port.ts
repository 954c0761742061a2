/**
 * listener/ — HTTP: calls from components, their event data and source, health.
 * In: requests. Out: handlers' answers; everything that is not ours by form or key gets its 4xx here.
 */

import type { Json } from "../base/json.ts";
import type { Capability } from "../contract/capability.ts";
import type { CallbackEvent } from "../run/run-event.ts";

export interface Listener {
  /** Answers the base URL, e.g. `http://127.0.0.1:43117`. */
  listen(handlers: Handlers): Promise<string>;
  /** Takes no more connections, lets answers under way go out. */
  close(): Promise<void>;
}

export interface Handlers {
  /** A call with a valid mac; its body as it came, at most 1 MiB. */
  called(capability: Capability & { readonly what: CallbackEvent }, body: Uint8Array): Promise<Answer>;
  /** The attempt's inputs as JSON text; undefined = closed. */
  eventData(capability: Capability): Promise<string | undefined>;
  /** Path of a tar file; undefined = closed or none. */
  source(capability: Capability): Promise<string | undefined>;
  health(): { readonly live: boolean; readonly ready: boolean; readonly details: Json };
}

export interface Answer {
  readonly status: 200 | 400 | 409 | 503;
  readonly message: string;
  readonly retryAfterSeconds?: number;
}
