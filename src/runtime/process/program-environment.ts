import type { Assignment } from "../../contract/assignment.ts";
import type { Secrets } from "../../secrets/port.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** What every attempt on this machine is given. */
export interface Host {
  /** The daemon's own variables; a program gets few of them. */
  readonly environment: { readonly [name: string]: string | undefined };
  readonly secrets: Secrets;
}

export type ProgramEnvironment =
  | { readonly ok: true; readonly variables: { readonly [name: string]: string } }
  | { readonly ok: false; readonly refusal: Refusal };

const PASSED_ON = ["PATH", "LANG", "TZ", "TMPDIR"];
const USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

/** All variables of a program, later wins: few of the daemon's, the assignment's, and the secrets, which are on no disk. */
export async function programEnvironment(
  assignment: Assignment,
  home: string,
  host: Host,
): Promise<ProgramEnvironment> {
  const variables: { [name: string]: string } = { PATH: USUAL_PATH };
  for (const name of PASSED_ON) {
    const value = host.environment[name];
    if (value !== undefined) variables[name] = value;
  }
  Object.assign(variables, { HOME: home }, assignment.environment);
  for (const [name, ref] of Object.entries(assignment.secrets)) {
    const value = await host.secrets.value(ref);
    if (value === undefined) return missing(name, `${ref.name}/${ref.key}`);
    variables[name] = value;
  }
  return { ok: true, variables };
}

function missing(name: string, secret: string): ProgramEnvironment {
  return { ok: false, refusal: refusal("secret-missing", `there is no secret ${secret}, which ${name} should be`) };
}
