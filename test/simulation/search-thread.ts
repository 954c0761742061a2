import { parentPort } from "node:worker_threads";
import { type Search, search } from "./search.ts";

/** A thread that does one search after the other. */
parentPort?.on("message", async (wanted: Search) => parentPort?.postMessage(await search(wanted)));
