/**
 * What is planned and has its name already, but is not built yet. By the title of the schema in which the key or value
 * would stand; nothing of it is ever silently ignored.
 */
const RESERVED: { readonly [schema: string]: readonly string[] } = {
  kind: ["Approval", "Rerun", "Approvers"],
  ComponentSpec: ["startTimeout", "receive", "eventData", "volumes", "resources", "kubernetes", "cache"],
  InputSchema: ["artifact", "sensitive"],
  OutputSchema: ["artifact", "sensitive"],
  ValueSchema: ["sensitive"],
  PipelineSpec: ["vars", "defaults"],
  Triggers: ["schedule", "webhook", "pipeline", "link"],
  PushTrigger: ["tags", "branches", "pullRequests"],
  ConcurrencyPolicy: ["replace", "skip"],
  StageSpec: ["approval"],
  ActionSpec: ["matrix", "maxParallel", "approval", "manifest", "pipeline"],
};

/** Whether a word is reserved for later where it stands: a key, a value, or (`within` = "kind") a kind. */
export function isReserved(within: string | undefined, word: string | undefined): boolean {
  return within !== undefined && word !== undefined && RESERVED[within]?.includes(word) === true;
}
