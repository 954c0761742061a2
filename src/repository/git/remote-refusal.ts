import { OperationalError } from "../../base/operational-error.ts";
import type { Credentials, RemoteAddress } from "./remote-address.ts";

/**
 * Why an http remote does not talk to us, by the status that it answers to the request Git begins with; undefined where
 * there is no such answer, or a good one. Git itself tells it only in words.
 */
export async function remoteRefusal(
  address: RemoteAddress,
  credentials: Credentials | undefined,
): Promise<OperationalError | undefined> {
  if (address.kind !== "https" && address.kind !== "loopback") return undefined;
  const headers = credentials === undefined ? undefined : { authorization: basicAuthorization(credentials) };
  try {
    const response = await fetch(`${address.url.replace(/\/$/, "")}/info/refs?service=git-upload-pack`, {
      ...(headers === undefined ? {} : { headers }),
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    return refusalBy(response.status, credentials !== undefined);
  } catch {
    return undefined; // no answer either
  }
}

/** The value of the header that carries them. */
export function basicAuthorization({ username, token }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${token}`).toString("base64")}`;
}

function refusalBy(status: number, withCredentials: boolean): OperationalError | undefined {
  if (status === 401 || status === 403) {
    return withCredentials
      ? new OperationalError("remote-auth", "The remote does not accept these credentials.", {
          retry: "never",
          hint: "Is the token still valid, does it belong to this user name, and may it read and write this repository?",
        })
      : new OperationalError("remote-auth", "The remote asks for credentials.", {
          retry: "never",
          hint: "Give them with --git-username and --git-token-file.",
        });
  }
  if (status === 404) {
    return new OperationalError("remote-missing", "The remote knows no such repository.", {
      retry: "later",
      hint: "Is the address right? Some forges also say so where credentials are missing: --git-username, --git-token-file.",
    });
  }
  if (status >= 300 && status < 400) {
    return new OperationalError("remote-moved", "The remote is elsewhere now.", {
      retry: "later",
      hint: "Name its final address: credentials are not sent to places that nobody named.",
    });
  }
  return undefined;
}
