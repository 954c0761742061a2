import { later, type Place, strikes } from "./failpoint.ts";

/** A `fetch` whose calls are failpoints of whoever calls. */
export function fetchFacade(real: typeof fetch, place: () => Place): typeof fetch {
  return (...args) => later(strikes(place(), "fetch"), () => real(...args), reset);
}

function reset(): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
}
