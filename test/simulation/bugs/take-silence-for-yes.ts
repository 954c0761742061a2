import type { Bug } from "../history.ts";

/** Takes a push that nobody answered for one that arrived. */
export const takeSilenceForYes: Bug = {
  name: "take-silence-for-yes",
  shows: /is acknowledged and was never pushed/,
  store: (store) => ({
    ...store,
    async push(sha, branch) {
      const answer = await store.push(sha, branch);
      return answer.type === "silent" ? { type: "acknowledged" } : answer;
    },
  }),
};
