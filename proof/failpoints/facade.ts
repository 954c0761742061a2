import process from "node:process";
import { childProcessFacade } from "./child-process-facade.ts";
import { atOnce, type FailedBy, later, type Place, strikes } from "./failpoint.ts";
import { httpFacade } from "./http-facade.ts";
import { sqliteFacade } from "./sqlite-facade.ts";

/** The exports of a built-in module, by name. */
type Exports = Readonly<Record<string, unknown>>;

/** A built-in module whose effects are failpoints of the module that imports it. */
export function facadeOf(specifier: string, place: Place): Exports {
  const exports: Exports = { ...process.getBuiltinModule(specifier) };
  switch (specifier.replace(/^node:/, "")) {
    case "child_process":
      return { ...exports, ...childProcessFacade(place) };
    case "sqlite":
      return { ...exports, ...sqliteFacade(place) };
    case "http":
      return { ...exports, ...httpFacade(place) };
    case "process":
      return { ...exports, kill: failing(process.kill, (effect) => atOnce(strikes(place, "kill"), effect, noRight)) };
    case "fs/promises":
      return mapped(exports, (name, act) => promising(place, name, act));
    case "worker_threads":
      return { ...exports, Worker: constructing(place, exports.Worker) };
    default:
      return mapped(exports, (name, act) =>
        failing(act, (effect, args) => atOnce(strikes(place, name), effect, systemError(name, args))),
      );
  }
}

type Act = (...args: readonly unknown[]) => unknown;

function mapped(exports: Exports, facade: (name: string, act: Act) => unknown): Exports {
  const isAct = (value: unknown): value is Act => typeof value === "function" && !/^[A-Z_]/.test(value.name);
  return Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [name, isAct(value) ? facade(name, value) : value]),
  );
}

function failing(
  act: Act | typeof process.kill,
  pass: (effect: () => unknown, args: readonly unknown[]) => unknown,
): Act {
  return (...args) => pass(() => Reflect.apply(act, undefined, args), args);
}

/** Of node:fs/promises; the files that it opens have failpoints of their own. */
function promising(place: Place, name: string, act: Act): Act {
  return failing(act, (effect, args) =>
    later(strikes(place, name), async () => withFailpoints(place, name, await effect()), systemError(name, args)),
  );
}

function withFailpoints(place: Place, name: string, result: unknown): unknown {
  if (name !== "open" || typeof result !== "object" || result === null) return result;
  return new Proxy(result, {
    get(file, key) {
      const value: unknown = Reflect.get(file, key, file);
      if (typeof value !== "function") return value;
      const act: Act = (...args) => Reflect.apply(value, file, args);
      if (key === "createReadStream") return act;
      return promising(place, `file.${key === Symbol.asyncDispose ? "close" : String(key)}`, act);
    },
  });
}

function constructing(place: Place, real: unknown): unknown {
  if (typeof real !== "function") throw new Error("this is no class");
  return new Proxy(real, {
    construct: (target, args) =>
      atOnce(strikes(place, target.name), () => Reflect.construct(target, args), systemError("uv_thread_create", [])),
  });
}

/** What a disk or a kernel says that has nothing left, or is broken. */
function systemError(syscall: string, [path]: readonly unknown[]): FailedBy {
  const writes = /write|append|mkdir|rename|link|copy|sync|watch/i.test(syscall);
  const codes = writes ? ["EIO", "ENOSPC", "EMFILE"] : ["EIO", "EMFILE"];
  return ({ chance }) => {
    const code = codes[chance % codes.length];
    const error = new Error(`${code}: a failpoint, ${syscall}${typeof path === "string" ? ` '${path}'` : ""}`);
    return Object.assign(error, { code, errno: -1, syscall, ...(typeof path === "string" && { path }) });
  };
}

function noRight(): Error {
  return Object.assign(new Error("kill EPERM"), { code: "EPERM", errno: -1, syscall: "kill" });
}
