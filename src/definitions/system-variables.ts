const NAMES: ReadonlySet<string> = new Set([
  "COMPONENT_START",
  "TASK_START",
  "TASK_STATUS",
  "TASK_RESULT",
  "COMPONENT_STOP",
  "RUN_ID",
  "POD_NAME",
  "ACTION_TIMEOUT",
  "EVENT_DATA",
  "EVENT_DATA_URL",
  "EVENT_LIST",
  "REGISTER_URL",
  "SERVICE_ADDR",
  "SET_GLOBAL_VAR_URL",
  "LINKSTART_URL",
  "LINKSTART_TOKEN",
  "CI",
  "TRACEPARENT",
]);

/** Whether the engine gives, or may later give, a component a variable of this name, so that no user may. */
export function isSystemVariable(name: string): boolean {
  return NAMES.has(name) || name.startsWith("CO_") || name.startsWith("INPUT_");
}
