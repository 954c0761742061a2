import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Figure, goalText, rounded } from "../bench/figure.ts";
import type { Evidence, Proof } from "./proof.ts";

const PAGE = fileURLToPath(new URL("../docs/promises.md", import.meta.url));

/** What the figures were measured with. */
interface Circumstances {
  readonly machine: string;
  readonly seed: number;
  readonly seconds: number;
  readonly full: boolean;
}

/** Puts the figures of a proof where the page keeps them. */
export async function writeOnPage(proof: Proof, evidence: Evidence, circumstances: Circumstances): Promise<void> {
  const page = await readFile(PAGE, "utf8");
  await writeFile(PAGE, withFigures(page, proof, sectionOf(proof, evidence, circumstances)));
}

/** The page with this between the marks of the proof; throws where it has none. */
export function withFigures(page: string, { name }: Pick<Proof, "name">, section: string): string {
  const [begin, end] = [`<!-- figures: ${name} -->`, `<!-- end of figures: ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`docs/promises.md has no place for the figures of ${name}`);
  return `${page.slice(0, from + begin.length)}\n${section}\n${page.slice(to)}`;
}

/** What is tried, its figures as a table, what was not tried, and how it was measured. */
export function sectionOf({ name, tries }: Omit<Proof, "prove">, evidence: Evidence, how: Circumstances): string {
  const { figures, broken, skipped = [] } = evidence;
  const again = `npm run prove -- ${how.full ? "--full " : ""}--seed ${how.seed} ${name}`;
  return [
    tries,
    "",
    "| figure | measured | goal |",
    "|---|---|---|",
    ...figures.map(rowOf),
    `| promises broken | ${broken.length} | 0 |`,
    "",
    ...skipped.map((what) => `Not tried here: ${what}.\n`),
    `\`${again}\`: ${how.seconds.toFixed(0)} s on ${how.machine}.`,
  ].join("\n");
}

function rowOf(figure: Figure): string {
  const note = figure.note === undefined ? "" : ` (${figure.note})`;
  return `| ${figure.name}${note} | ${rounded(figure.value)} ${figure.unit} | ${goalText(figure)} |`;
}
