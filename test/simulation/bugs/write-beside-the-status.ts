import type { Bug } from "../history.ts";

/** Puts logs where anybody's files may lie. */
export const writeBesideTheStatus: Bug = {
  name: "write-beside-the-status",
  shows: /a status commit touches runs\//,
  core: (core) => ({
    ...core,
    renderStatus(input, tip) {
      const rendered = core.renderStatus(input, tip);
      if (rendered.is !== "change") return rendered;
      const files = [...rendered.files].map(
        ([path, text]) => [path.endsWith(".log") ? path.replace("status/", "") : path, text] as const,
      );
      return { ...rendered, files: new Map(files) };
    },
  }),
};
