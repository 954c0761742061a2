import type { Diagnostic } from "../base/diagnostic.ts";
import { count, listOf, object, optional, text, WRONG } from "./decode.ts";
import { parseStatusYaml } from "./parse-status-yaml.ts";
import { present } from "./present.ts";
import { revise } from "./revise.ts";
import { yamlText } from "./yaml-text.ts";

/** `status/diagnostics.yaml`: every problem in the definitions, and the commit at which just these stood first. */
export interface DiagnosticsFile {
  readonly commit: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The text to write; undefined where the tip has the same problems, of whatever commit: one status commit for each
 * commit of the watched branch would be noise, and without end where both are one branch.
 */
export function renderDiagnostics(now: DiagnosticsFile, atTip: string | undefined): string | undefined {
  const diagnostics = now.diagnostics.map(({ file, line, column, code, message, hint }) =>
    present({ file, line, column, code, message, hint }),
  );
  const write = (commit: string) => (revision: number) =>
    yamlText({ apiVersion: "pilotage/v1", kind: "Diagnostics", metadata: { revision }, commit, diagnostics });
  const commitAtTip = /^commit: (\S+)$/m.exec(atTip ?? "")?.[1];
  if (commitAtTip !== undefined && revise(atTip, write(commitAtTip)) === undefined) return undefined;
  return revise(atTip, write(now.commit));
}

/** Reads the problems back; undefined where the text is no such file. */
export function readDiagnostics(content: string): DiagnosticsFile | undefined {
  const file = diagnosticsFile(parseStatusYaml(content));
  return file === WRONG ? undefined : file;
}

const diagnosticsFile = object<DiagnosticsFile>({
  commit: text,
  diagnostics: listOf(
    object<Diagnostic>({
      file: text,
      line: optional(count),
      column: optional(count),
      code: text,
      message: text,
      hint: optional(text),
    }),
  ),
});
