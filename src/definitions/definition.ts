/**
 * definitions/ — from YAML text to definitions and requests, with every problem and its place.
 * In: the text of one blob (parseFile), then the parsed files of one snapshot (assembleDefinitions).
 * Out: components, pipelines and requests by name, and diagnostics. A pure function of its input:
 * parseFile runs in a worker and its answer is kept by blob id.
 */
import type { Diagnostic, Place } from "../base/diagnostic.ts";
import type { CancelSpec, ComponentSpec, PipelineSpec, RunSpec } from "./types.generated.ts";

/** What one YAML document says, once its own schema has accepted it. */
export type DocumentBody =
  | { readonly kind: "Component"; readonly name: string; readonly spec: ComponentSpec }
  | { readonly kind: "Pipeline"; readonly name: string; readonly spec: PipelineSpec }
  | { readonly kind: "Run"; readonly name: string; readonly spec: RunSpec }
  | { readonly kind: "Cancel"; readonly name: string; readonly spec: CancelSpec };

/** A document of a file: its body, which document it is (from 0), and the digest of its spec's canonical form. */
export type ParsedDocument = DocumentBody & NamePosition & { readonly document: number; readonly specDigest: string };

/** Where a document says its name, from 1; absent where nobody could look. */
export interface NamePosition {
  readonly line?: number;
  readonly column?: number;
}

/** A document whose kind and name could be read, though something in it is wrong: what uses it must not start. */
export interface InvalidDocument extends NamePosition {
  readonly kind: DocumentBody["kind"];
  readonly name: string;
  readonly document: number;
}

/** What one blob says. It knows no path: the same blob may lie at several. */
export interface ParsedFile {
  readonly blob: string;
  readonly documents: readonly ParsedDocument[];
  readonly invalid: readonly InvalidDocument[];
  readonly problems: readonly Omit<Diagnostic, "file">[];
}

/** Where a definition stands in a snapshot. */
export interface Origin {
  readonly path: string;
  readonly blob: string;
  readonly document: number;
}

export type Component = Extract<ParsedDocument, { kind: "Component" }> & Origin;
export type Pipeline = Extract<ParsedDocument, { kind: "Pipeline" }> & Origin;
export type Request = Extract<ParsedDocument, { kind: "Run" | "Cancel" }> & Origin;

/** All that a snapshot defines. An invalid name is one that is there but must start nothing, and neither what uses it. */
export interface Definitions {
  readonly components: ReadonlyMap<string, Component>;
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly requests: readonly Request[];
  readonly invalidComponents: ReadonlyMap<string, Origin>;
  readonly invalidPipelines: ReadonlyMap<string, Origin>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A problem found across files; its line is found by parsing the blob again. */
export interface PlacedProblem {
  readonly path: string;
  readonly blob: string;
  readonly place: Place;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}
