import { availableParallelism } from "node:os";
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { ParsedFile, PlacedProblem } from "../../definitions/definition.ts";
import { refusedFile } from "../../definitions/refused-file.ts";
import { createInProcessParser } from "../in-process/in-process-parser.ts";
import type { Parser } from "../port.ts";
import { problemsByBlob } from "../problems-by-blob.ts";
import type { Task, TaskResult } from "./task.ts";
import { createWorkerPool } from "./worker-pool.ts";

/** Beside this file: `.ts` in a checkout, `.js` where it was compiled, which rewrites imports but not this. */
const PROGRAM = new URL(import.meta.url.endsWith(".ts") ? "./parse-worker.ts" : "./parse-worker.js", import.meta.url);

/**
 * A text takes far less than a second; one on which a thread hangs is given up after this. A machine with much else to do
 * lets a thread wait for longer than 10 s, and a good text that was given up would stay invalid until the next start.
 */
const TEXT_LIMIT_MS = 60_000;
const IDLE_MS = 1_000;

/**
 * Texts that are no longer than this together are read at once: behind the guard the worst of them hold the event loop for
 * some 50 ms, most for 2, while a thread takes 100 to start and 10 MB for ever. Most commits change less than this.
 */
const AT_ONCE_CHARACTERS = 4_096;

/**
 * A parser in worker threads, at most two unless said otherwise: they start when there is work, end when there is none,
 * and do not keep the process alive. A text on which a thread dies or hangs becomes a problem of that file. What is not
 * worth a thread is read on the caller's own.
 */
export function createWorkerParser(
  options: { readonly workers?: number; readonly atOnceCharacters?: number } = {},
): Parser {
  const { workers = Math.min(2, availableParallelism()), atOnceCharacters = AT_ONCE_CHARACTERS } = options;
  const pool = createWorkerPool({ program: PROGRAM, workers, batchLimitMs: TEXT_LIMIT_MS, idleMs: IDLE_MS, failed });
  const atOnce = createInProcessParser();
  return {
    async parse(blobs) {
      if (lengthOf(blobs.map(({ text }) => text)) <= atOnceCharacters) return atOnce.parse(blobs);
      const results = await pool.run(blobs.map(({ blob, text }) => ({ type: "parse", blob, text })));
      return results.flatMap((result) => (result.type === "parsed" ? [result.file] : []));
    },
    async locate(problems, texts) {
      if (lengthOf([...texts.values()]) <= atOnceCharacters) return atOnce.locate(problems, texts);
      const results = await pool.run(
        problemsByBlob(problems).map(([blob, ofBlob]) => ({
          type: "locate",
          text: texts.get(blob) ?? "",
          problems: ofBlob,
        })),
      );
      return results.flatMap((result) => (result.type === "located" ? result.diagnostics : []));
    },
    close: pool.close,
  };
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

function failed(task: Task, why: string): TaskResult {
  switch (task.type) {
    case "parse":
      return { type: "parsed", file: refusedFile(task.blob, task.text, [tooCostly(why)]) };
    case "locate":
      return { type: "located", diagnostics: task.problems.map(withoutPlace) };
  }
}

function tooCostly(why: string): ParsedFile["problems"][number] {
  const hint = "Make the file smaller or simpler.";
  return { line: 1, column: 1, code: "yaml-too-costly", message: `reading the file failed: ${why}`, hint };
}

function withoutPlace({ path, blob: _blob, place: _place, ...said }: PlacedProblem): Diagnostic {
  return { file: path, ...said };
}
