import type { Bug } from "../history.ts";

/** Makes the place of an attempt clean before it starts, and with it the trace of an earlier start. */
export const spawnTwice: Bug = {
  name: "spawn twice",
  ports: (ports) => ({
    ...ports,
    runtime: {
      ...ports.runtime,
      async start(assignment, source) {
        await ports.runtime.release(assignment.attempt);
        return ports.runtime.start(assignment, source);
      },
    },
  }),
};
