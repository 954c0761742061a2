/** Loaded into a daemon: its shim no longer looks whether another one has run the program before. */
import { registerHooks } from "node:module";

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith("/src/runtime/process/shim.ts")) return loaded;
    return { ...loaded, source: String(loaded.source).replace("set -C\n", "") };
  },
});
