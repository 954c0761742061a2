import { matcherOf } from "./glob.ts";
import { isStatusPath } from "./paths-digest.ts";

/** Where definitions and requests lie unless `--definitions` says otherwise. */
const DEFAULT_DEFINITION_PATHS: readonly string[] = [
  "pipelines/**/*.{yaml,yml}",
  "components/**/*.{yaml,yml}",
  "runs/**/*.{yaml,yml}",
];

/** Tells the files that may hold definitions and requests from all others; never one of our own status files. */
export function isDefinitionPath(globs: readonly string[] = DEFAULT_DEFINITION_PATHS): (path: string) => boolean {
  const matches = matcherOf(globs);
  return (path) => !isStatusPath(path) && matches(path);
}
