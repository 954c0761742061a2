/**
 * Loaded by NODE_OPTIONS into a daemon before anything else: from then on, what a module of src/ imports in order to act
 * outside comes as a facade (facade.ts). So a new effect is a failpoint of its own, and src/ knows nothing of it.
 */
import { isBuiltin, registerHooks } from "node:module";
import process from "node:process";
import { isMainThread } from "node:worker_threads";
import { fetchFacade } from "./fetch-facade.ts";

/** Built-in modules that only compute, wait or tell. */
const PURE =
  /^node:(assert|buffer|crypto|diagnostics_channel|events|module|os|path|stream|stream\/\w+|timers|timers\/\w+|url|util|v8|zlib)$/;
/** The modules that act outside: ours, and the package that runs Git for one of them. */
const OURS = RegExp.escape(new URL("../../src/", import.meta.url).href);
const ACTING = new RegExp(`${OURS}(?<ours>[^?:]+)\\.ts|/node_modules/(?<package>simple-git)/`);
const FACADE = new URL("./facade.ts", import.meta.url).href;

const folder = process.env.FAILPOINTS ?? "";

if (isMainThread && folder !== "") {
  registerHooks({
    resolve(specifier, context, next) {
      const site = siteOf(context.parentURL);
      if (site === undefined || !isBuiltin(specifier) || PURE.test(specifier)) return next(specifier, context);
      return { url: `failpoints:${specifier}?${site}`, format: "module", shortCircuit: true };
    },
    load(url, context, next) {
      const [, specifier, site] = /^failpoints:([^?]+)\?(.*)$/.exec(url) ?? [];
      if (specifier === undefined || site === undefined) return next(url, context);
      return { format: "module", source: sourceOf(specifier, site), shortCircuit: true };
    },
  });
  // Nobody imports it: who calls is told by the stack.
  globalThis.fetch = fetchFacade(fetch, () => ({ site: siteOf(new Error().stack) ?? "package", folder }));
}

/** The first acting module in the text: a URL, or a stack. */
function siteOf(text: string | undefined): string | undefined {
  const { ours, package: name } = ACTING.exec(text ?? "")?.groups ?? {};
  return name ?? ours;
}

/** A module that exports what the built-in one does. */
function sourceOf(specifier: string, site: string): string {
  const names = Object.keys(process.getBuiltinModule(specifier) ?? {}).filter((name) => name !== "default");
  const [facade, from, at, notes] = [FACADE, specifier, site, folder].map((text) => JSON.stringify(text));
  return `import { facadeOf } from ${facade};
const facade = facadeOf(${from}, { site: ${at}, folder: ${notes} });
export default facade;
export const { ${names.join(", ")} } = facade;`;
}
