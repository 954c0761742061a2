// Generated from schema/*.json by `npm run generate`. Do not edit.
import type {Json} from "../base/json.ts";

/**
 * The version of this format.
 */
export type ApiVersion = "pilotage/v1";
/**
 * A name: lower case letters, digits and dashes, at most 40, beginning and ending with a letter or digit.
 */
export type Name = string;
/**
 * The run, as pipeline and number.
 */
export type RunName = string;
/**
 * A text (with ${{ }}), a number, a boolean, or a reference to a secret.
 */
export type EnvironmentValue =
  | string
  | number
  | boolean
  | {
      readonly secret: SecretReference;
    };
/**
 * A name of a secret or of a key in it: letters, digits, ., - and _, not beginning with a dot or dash.
 */
export type SecretName = string;
/**
 * A length of time: numbers with ms, s, m, h or d; or 0.
 */
export type Duration = string | number;
export type RetryCause = "disrupted" | "failed" | "timeout" | "lost";
/**
 * What becomes of a run beyond the limit: it waits.
 */
export type ConcurrencyPolicy = "queue";
/**
 * The name of an action; or an object, for an optional need.
 */
export type NeedSpec = Name | NeedObject;
/**
 * A commit reachable from the watched branch, by its whole id; everything, definitions too, is taken from it. The newest where absent.
 */
export type Commit = string;
/**
 * A name of an input or output: lower case letters, digits and _, beginning with a letter; not in, true, false or null.
 */
export type ValueName = string;
/**
 * A name of an environment variable: letters, digits and _, not beginning with a digit.
 */
export type VariableName = string;

/**
 * A request: end a run.
 */
export interface Cancel {
  readonly apiVersion: ApiVersion;
  /**
   * What this document describes.
   */
  readonly kind: "Cancel";
  readonly metadata: Metadata;
  readonly spec: CancelSpec;
}
/**
 * What it is called and what it is for.
 */
export interface Metadata {
  readonly name: Name;
  /**
   * What it is for, in a sentence.
   */
  readonly description?: string;
  /**
   * Free words for people and tools; they change nothing.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
}
/**
 * What to end, and why.
 */
export interface CancelSpec {
  readonly run: RunName;
  /**
   * Why, for people.
   */
  readonly reason?: string;
}
/**
 * Something that can be run: a program with typed inputs and outputs.
 */
export interface Component {
  readonly apiVersion: ApiVersion;
  /**
   * What this document describes.
   */
  readonly kind: "Component";
  readonly metadata: Metadata;
  readonly spec: ComponentSpec;
}
/**
 * What is run, and what goes in and comes out.
 */
export interface ComponentSpec {
  /**
   * The container image that holds the program; the container runtimes need it, the process runtime only records it. May hold ${{ inputs.… }}.
   */
  readonly image?: string;
  /**
   * The program and its arguments, each may hold ${{ inputs.… }}. Without command and script the image's own program runs.
   *
   * @minItems 1
   */
  readonly command?: readonly string[];
  /**
   * Instead of command: a script, run by sh -eu or by its own #! line. Values arrive as data (INPUT_<NAME>, EVENT_DATA), never as text of the script, so ${{ }} is refused here.
   */
  readonly script?: string;
  readonly inputs?: Inputs;
  /**
   * Event data out: name and what its value must look like; checked when the result arrives.
   */
  readonly outputs?: {
    readonly [k: string]: OutputSchema;
  };
  readonly env?: Environment;
  /**
   * Where the program starts, relative to the files of the repository (with source) or to an empty directory. May hold ${{ inputs.… }}.
   */
  readonly workingDirectory?: string;
  readonly timeout?: Duration;
  readonly grace?: Duration;
  readonly stopGrace?: Duration;
  /**
   * required: an attempt that sent no TASK_RESULT failed.
   */
  readonly result?: "optional" | "required";
  /**
   * The files of the repository at the run's commit are the working directory.
   */
  readonly source?: boolean;
  readonly retry?: Retry;
}
/**
 * Event data in: name and what its value must look like.
 */
export interface Inputs {
  readonly [k: string]: InputSchema;
}
/**
 * What an input must look like. Without a default it is required unless it is optional.
 */
export interface InputSchema {
  /**
   * What the value is for.
   */
  readonly description?: string;
  /**
   * The type of the value; any where it is absent.
   */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /**
   * The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs.
   */
  readonly default?: Json;
  /**
   * The value is one of these.
   *
   * @minItems 1
   */
  readonly enum?: readonly Json[];
  /**
   * The value is this one.
   */
  readonly const?: Json;
  /**
   * The number is this or more.
   */
  readonly minimum?: number;
  /**
   * The number is this or less.
   */
  readonly maximum?: number;
  /**
   * The number is more than this.
   */
  readonly exclusiveMinimum?: number;
  /**
   * The number is less than this.
   */
  readonly exclusiveMaximum?: number;
  /**
   * The text has at least this many characters.
   */
  readonly minLength?: number;
  /**
   * The text has at most this many characters.
   */
  readonly maxLength?: number;
  /**
   * A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text.
   */
  readonly pattern?: string;
  /**
   * A well-known form of text.
   */
  readonly format?: "date" | "time" | "date-time" | "duration" | "uri" | "email" | "hostname" | "ipv4" | "ipv6" | "uuid";
  readonly items?: ValueSchema;
  /**
   * The list has at least this many items.
   */
  readonly minItems?: number;
  /**
   * The list has at most this many items.
   */
  readonly maxItems?: number;
  /**
   * What the value of each known key must look like.
   */
  readonly properties?: {
    readonly [k: string]: ValueSchema;
  };
  /**
   * Keys that must be there.
   */
  readonly required?: readonly string[];
  /**
   * Whether other keys may be there (true by default), or what their values must look like.
   */
  readonly additionalProperties?: boolean | ValueSchema;
  /**
   * It may be left out: of the values given, or of a result that succeeded.
   */
  readonly optional?: boolean;
}
/**
 * What a value must look like: a closed subset of JSON Schema, without $ref and without alternatives.
 */
export interface ValueSchema {
  /**
   * What the value is for.
   */
  readonly description?: string;
  /**
   * The type of the value; any where it is absent.
   */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /**
   * The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs.
   */
  readonly default?: Json;
  /**
   * The value is one of these.
   *
   * @minItems 1
   */
  readonly enum?: readonly Json[];
  /**
   * The value is this one.
   */
  readonly const?: Json;
  /**
   * The number is this or more.
   */
  readonly minimum?: number;
  /**
   * The number is this or less.
   */
  readonly maximum?: number;
  /**
   * The number is more than this.
   */
  readonly exclusiveMinimum?: number;
  /**
   * The number is less than this.
   */
  readonly exclusiveMaximum?: number;
  /**
   * The text has at least this many characters.
   */
  readonly minLength?: number;
  /**
   * The text has at most this many characters.
   */
  readonly maxLength?: number;
  /**
   * A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text.
   */
  readonly pattern?: string;
  /**
   * A well-known form of text.
   */
  readonly format?: "date" | "time" | "date-time" | "duration" | "uri" | "email" | "hostname" | "ipv4" | "ipv6" | "uuid";
  readonly items?: ValueSchema;
  /**
   * The list has at least this many items.
   */
  readonly minItems?: number;
  /**
   * The list has at most this many items.
   */
  readonly maxItems?: number;
  /**
   * What the value of each known key must look like.
   */
  readonly properties?: {
    readonly [k: string]: ValueSchema;
  };
  /**
   * Keys that must be there.
   */
  readonly required?: readonly string[];
  /**
   * Whether other keys may be there (true by default), or what their values must look like.
   */
  readonly additionalProperties?: boolean | ValueSchema;
}
/**
 * What an output must look like; checked when the result arrives.
 */
export interface OutputSchema {
  /**
   * What the value is for.
   */
  readonly description?: string;
  /**
   * The type of the value; any where it is absent.
   */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /**
   * The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs.
   */
  readonly default?: Json;
  /**
   * The value is one of these.
   *
   * @minItems 1
   */
  readonly enum?: readonly Json[];
  /**
   * The value is this one.
   */
  readonly const?: Json;
  /**
   * The number is this or more.
   */
  readonly minimum?: number;
  /**
   * The number is this or less.
   */
  readonly maximum?: number;
  /**
   * The number is more than this.
   */
  readonly exclusiveMinimum?: number;
  /**
   * The number is less than this.
   */
  readonly exclusiveMaximum?: number;
  /**
   * The text has at least this many characters.
   */
  readonly minLength?: number;
  /**
   * The text has at most this many characters.
   */
  readonly maxLength?: number;
  /**
   * A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text.
   */
  readonly pattern?: string;
  /**
   * A well-known form of text.
   */
  readonly format?: "date" | "time" | "date-time" | "duration" | "uri" | "email" | "hostname" | "ipv4" | "ipv6" | "uuid";
  readonly items?: ValueSchema;
  /**
   * The list has at least this many items.
   */
  readonly minItems?: number;
  /**
   * The list has at most this many items.
   */
  readonly maxItems?: number;
  /**
   * What the value of each known key must look like.
   */
  readonly properties?: {
    readonly [k: string]: ValueSchema;
  };
  /**
   * Keys that must be there.
   */
  readonly required?: readonly string[];
  /**
   * Whether other keys may be there (true by default), or what their values must look like.
   */
  readonly additionalProperties?: boolean | ValueSchema;
  /**
   * It may be left out: of the values given, or of a result that succeeded.
   */
  readonly optional?: boolean;
}
/**
 * Environment variables: name and value.
 */
export interface Environment {
  readonly [k: string]: EnvironmentValue;
}
/**
 * Which secret, and which of its keys.
 */
export interface SecretReference {
  readonly name: SecretName;
  readonly key: SecretName;
}
/**
 * Whether a failed attempt is followed by another.
 */
export interface Retry {
  /**
   * How many attempts may follow the first.
   */
  readonly limit?: number;
  readonly backoff?: Duration;
  /**
   * After which ends another attempt follows.
   *
   * @maxItems 4
   */
  readonly on?: readonly RetryCause[];
}
/**
 * How components are combined, and when they run.
 */
export interface Pipeline {
  readonly apiVersion: ApiVersion;
  /**
   * What this document describes.
   */
  readonly kind: "Pipeline";
  readonly metadata: Metadata;
  readonly spec: PipelineSpec;
}
/**
 * What runs, in which order, and when.
 */
export interface PipelineSpec {
  /**
   * true: no new runs.
   */
  readonly suspend?: boolean;
  readonly on?: Triggers;
  readonly inputs?: Inputs;
  /**
   * What a run gives: name and value, mostly ${{ actions.<name>.outputs.<name> }}.
   */
  readonly outputs?: {
    readonly [k: string]: Json;
  };
  readonly env?: Environment;
  readonly timeout?: Duration;
  readonly concurrency?: Concurrency;
  /**
   * Its stages, one after the other.
   *
   * @minItems 1
   */
  readonly stages: readonly StageSpec[];
  /**
   * Actions that run once after all else, also after failure and cancel.
   */
  readonly finally?: readonly ActionSpec[];
}
/**
 * What starts a pipeline: just what is named here.
 */
export interface Triggers {
  /**
   * true: what the pipeline would do has changed.
   */
  readonly change?: boolean;
  readonly push?: PushTrigger;
}
/**
 * Which files count.
 */
export interface PushTrigger {
  /**
   * Patterns of paths: ** any folders, * any part of a name, ! in front takes out again.
   *
   * @minItems 1
   */
  readonly paths: readonly string[];
}
/**
 * How many runs may go on at once; the others wait.
 */
export interface Concurrency {
  readonly group?: Name;
  /**
   * How many runs of the group may go on at once.
   */
  readonly limit?: number;
  readonly policy?: ConcurrencyPolicy;
}
/**
 * A step of a pipeline.
 */
export interface StageSpec {
  readonly name: Name;
  /**
   * Whether its actions run at the same time or one after the other.
   */
  readonly mode?: "parallel" | "sequence";
  /**
   * A failed action cancels those that still run.
   */
  readonly failFast?: boolean;
  /**
   * An expression (CEL, without ${{ }}): false skips the stage.
   */
  readonly when?: string;
  readonly timeout?: Duration;
  readonly env?: Environment;
  /**
   * What it does.
   *
   * @minItems 1
   */
  readonly actions: readonly ActionSpec[];
}
/**
 * A component at work in a pipeline.
 */
export interface ActionSpec {
  readonly name: Name;
  readonly component?: Name;
  readonly spec?: ComponentSpec;
  readonly with?: Values;
  /**
   * Actions of the same or an earlier stage to wait for, instead of all earlier stages.
   */
  readonly needs?: readonly NeedSpec[];
  /**
   * An expression (CEL, without ${{ }}): false skips the action.
   */
  readonly when?: string;
  readonly env?: Environment;
  readonly timeout?: Duration;
  readonly attemptTimeout?: Duration;
  readonly retry?: Retry;
  /**
   * Its failure fails neither the stage nor the run.
   */
  readonly continueOnFailure?: boolean;
}
/**
 * Values by the name of the input they are for. Texts may hold ${{ }} where it says so.
 */
export interface Values {
  readonly [k: string]: Json;
}
export interface NeedObject {
  readonly action: Name;
  /**
   * true: it is waited for, but its failure or skip does not skip this action.
   */
  readonly optional?: boolean;
}
/**
 * A request: start a run of a pipeline.
 */
export interface Run {
  readonly apiVersion: ApiVersion;
  /**
   * What this document describes.
   */
  readonly kind: "Run";
  readonly metadata: Metadata;
  readonly spec: RunSpec;
}
/**
 * What to run.
 */
export interface RunSpec {
  readonly pipeline: Name;
  readonly with?: Values;
  readonly commit?: Commit;
}
/**
 * What the kinds have in common.
 */
export interface Shared {}
/**
 * Whether a value must be there.
 */
export interface Presence {
  /**
   * It may be left out: of the values given, or of a result that succeeded.
   */
  readonly optional?: boolean;
}
/**
 * The words of the subset.
 */
export interface ValueKeywords {
  /**
   * What the value is for.
   */
  readonly description?: string;
  /**
   * The type of the value; any where it is absent.
   */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /**
   * The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs.
   */
  readonly default?: Json;
  /**
   * The value is one of these.
   *
   * @minItems 1
   */
  readonly enum?: readonly Json[];
  /**
   * The value is this one.
   */
  readonly const?: Json;
  /**
   * The number is this or more.
   */
  readonly minimum?: number;
  /**
   * The number is this or less.
   */
  readonly maximum?: number;
  /**
   * The number is more than this.
   */
  readonly exclusiveMinimum?: number;
  /**
   * The number is less than this.
   */
  readonly exclusiveMaximum?: number;
  /**
   * The text has at least this many characters.
   */
  readonly minLength?: number;
  /**
   * The text has at most this many characters.
   */
  readonly maxLength?: number;
  /**
   * A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text.
   */
  readonly pattern?: string;
  /**
   * A well-known form of text.
   */
  readonly format?: "date" | "time" | "date-time" | "duration" | "uri" | "email" | "hostname" | "ipv4" | "ipv6" | "uuid";
  readonly items?: ValueSchema;
  /**
   * The list has at least this many items.
   */
  readonly minItems?: number;
  /**
   * The list has at most this many items.
   */
  readonly maxItems?: number;
  /**
   * What the value of each known key must look like.
   */
  readonly properties?: {
    readonly [k: string]: ValueSchema;
  };
  /**
   * Keys that must be there.
   */
  readonly required?: readonly string[];
  /**
   * Whether other keys may be there (true by default), or what their values must look like.
   */
  readonly additionalProperties?: boolean | ValueSchema;
}
