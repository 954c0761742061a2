import type { Bug } from "../history.ts";

/** Writes the file of a pipeline anew in the revision that stands there. */
export const keepTheRevision: Bug = {
  name: "keep-the-revision",
  shows: /status\/pipelines\/\S+ goes from revision (\d+) to \1/,
  core: (core) => ({
    ...core,
    renderStatus(input, tip) {
      const rendered = core.renderStatus(input, tip);
      if (rendered.is !== "change") return rendered;
      const files = [...rendered.files].map(([path, text]) => [path, isOld(path) ? lowered(text) : text] as const);
      return { ...rendered, files: new Map(files) };

      function isOld(path: string): boolean {
        return /^status\/pipelines\/.*\.yaml$/.test(path) && tip.paths.has(path);
      }
    },
  }),
};

function lowered(text: string | null): string | null {
  return text === null ? null : text.replace(/\brevision: (\d+)/, (_, revision) => `revision: ${Number(revision) - 1}`);
}
