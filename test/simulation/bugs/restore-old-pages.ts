import type { Tip } from "../../../src/repository/port.ts";
import { pipelineOfPagePath } from "../../../src/status/status-paths.ts";
import type { Bug } from "../history.ts";

/** Brings back every page that a rewritten branch lacks, also beside a status that says something else. */
export const restoreOldPages: Bug = {
  name: "restore-old-pages",
  shows: /the (page|badge) of \w+ does not fit its status/,
  ports: (ports) => ({
    ...ports,
    repository: {
      ...ports.repository,
      record: (compose, acknowledged) =>
        ports.repository.record(async (tip) => {
          const change = await compose(tip);
          return change && { ...change, files: new Map([...change.files, ...(await lostPages(tip))]) };
        }, acknowledged),
    },
  }),
};

async function lostPages({ lost, list }: Tip): Promise<ReadonlyMap<string, string>> {
  if (lost === undefined || lost === "unreadable") return new Map();
  const now = await list();
  const pages = [...(await lost.list()).keys()].filter((path) => pipelineOfPagePath(path) !== undefined);
  return lost.read(pages.filter((path) => !now.has(path)));
}
