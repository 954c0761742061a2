import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The repository around a path: the nearest folder from there upwards that has `pipelines` or `.git` in it, else the path's own. */
export function findRoot(directory: string): string {
  for (let candidate = directory; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, "pipelines")) || existsSync(join(candidate, ".git"))) return candidate;
    if (dirname(candidate) === candidate) return directory;
  }
}
