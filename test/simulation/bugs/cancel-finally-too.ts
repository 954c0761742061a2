import type { Bug } from "../history.ts";

/** Takes one Cancel for the end of `finally` too. */
export const cancelFinallyToo: Bug = {
  name: "cancel-finally-too",
  shows: /ends with its last (cancelled|skipped)/,
  core: (core) => ({
    ...core,
    nextRunState(state, event) {
      const [cancel] = "cancels" in state ? state.cancels : [];
      if (state.phase !== "running" || !cancel) return core.nextRunState(state, event);
      const again = { ...cancel, by: `${cancel.by}, again` };
      const twice = { ...state, cancels: [cancel, again, ...state.cancels.slice(1)] };
      const next = core.nextRunState(twice, event);
      if (next === twice || !("cancels" in next)) return state;
      return { ...next, cancels: next.cancels.filter(({ by }) => by !== again.by) };
    },
  }),
};
