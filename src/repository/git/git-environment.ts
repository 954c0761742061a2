/** The variables of the process, as `cli/main.ts` read them. */
export type Environment = { readonly [name: string]: string | undefined };

/** Those variables without what steers Git from outside (GIT_DIR inside a hook, tracing, an askpass with a window): it asks nobody. */
export function environmentForGit(environment: Environment): { [name: string]: string | undefined } {
  const kept = Object.entries(environment).filter(([name]) => !/^(GIT|PILOTAGE)_/.test(name));
  return { ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "", LC_ALL: "C" };
}
