import type { Bug } from "../history.ts";

/** Answers a call that comes again as one that contradicts the first. */
export const noForARepeat: Bug = {
  name: "no-for-a-repeat",
  shows: /is answered 409 (when it comes again|although its attempt is open)/,
  core: (core) => ({
    ...core,
    answerTo(state, call) {
      const answer = core.answerTo(state, call);
      return answer === "repeated" ? "conflicting" : answer;
    },
  }),
};
