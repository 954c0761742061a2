import type { Bug } from "../history.ts";

/** Draws the badge of a pipeline once, when it first runs. */
export const leaveTheBadge: Bug = {
  name: "leave-the-badge",
  shows: /the badge of \w+ does not fit its status/,
  core: (core) => ({
    ...core,
    renderStatus(input, tip) {
      const rendered = core.renderStatus(input, tip);
      if (rendered.is !== "change") return rendered;
      const files = [...rendered.files].filter(([path]) => !path.endsWith("/badge.svg") || !tip.paths.has(path));
      return { ...rendered, files: new Map(files) };
    },
  }),
};
