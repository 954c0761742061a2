import type { Bug } from "../history.ts";

/** Does not listen when the runtime says that an attempt has changed. */
export const neverLook: Bug = {
  name: "never-look",
  shows: /it has not come to rest/,
  ports: (ports) => ({ ...ports, runtime: { ...ports.runtime, watch: () => () => {} } }),
};
