import type { Change } from "../../../src/repository/port.ts";
import type { Bug } from "../history.ts";

/** After a refused push, writes the same files on the new tip without reading what stands there. */
export const reapplyBlindly: Bug = {
  name: "reapply-blindly",
  shows: /goes from revision \d+ to \d+|was acknowledged|is \w+, and (missing|queued|running) in Git/,
  ports: (ports) => ({
    ...ports,
    repository: {
      ...ports.repository,
      record(compose) {
        let first: Promise<Change | undefined> | undefined;
        return ports.repository.record((tip) => {
          first ??= compose(tip);
          return first;
        });
      },
    },
  }),
};
