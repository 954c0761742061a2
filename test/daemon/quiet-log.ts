import type { Log } from "../../src/daemon/log.ts";

/** A log that nobody reads. */
export const quietLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
