import { locateProblems } from "../../definitions/locate-problems.ts";
import { parseFile } from "../../definitions/parse-file.ts";
import type { Parser } from "../port.ts";
import { problemsByBlob } from "../problems-by-blob.ts";

/** The pure functions themselves, on this thread: for the simulation, and wherever the texts are known to be harmless. */
export function createInProcessParser(): Parser {
  return {
    parse: async (blobs) => blobs.map(({ blob, text }) => parseFile(blob, text)),
    locate: async (problems, texts) =>
      problemsByBlob(problems).flatMap(([blob, ofBlob]) => locateProblems(texts.get(blob) ?? "", ofBlob)),
    close: async () => {},
  };
}
