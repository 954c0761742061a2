import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { OperationalError } from "../../base/operational-error.ts";

/** What the remote wants to see over http; a token is a password. */
export interface Credentials {
  readonly username: string;
  readonly token: string;
}

/** A remote that Pilotage talks to. */
export interface RemoteAddress {
  readonly kind: "https" | "loopback" | "ssh" | "local";
  /** What Git and people are given: without credentials; a local path is absolute. */
  readonly url: string;
  /** Those that stood in the URL. */
  readonly credentials: Credentials | undefined;
}

/** Reads `--repository`: https, ssh, a local path, and http to this machine only; else OperationalError `remote-not-allowed`. */
export function parseRemoteAddress(text: string): RemoteAddress {
  // Git would take a leading dash for an option, and a line break for the end of a line in its protocols and its config.
  if (text === "" || text.startsWith("-") || hasControls(text)) throw notAllowed("This is no address of a repository.");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && text.slice(scheme.length).startsWith("://")) return parseUrl(scheme, text);
  if (!text.startsWith("/") && text.includes("::"))
    throw notAllowed("Remote helpers (`transport::address`) run programs.");
  const isSshShorthand = /^[^/]+:/.test(text); // host:path, as Git reads it: a colon before the first slash
  if (isSshShorthand) return { kind: "ssh", url: text, credentials: undefined };
  return { kind: "local", url: resolve(text), credentials: undefined };
}

function parseUrl(scheme: string, text: string): RemoteAddress {
  if (!URL.canParse(text)) throw notAllowed("This URL cannot be read.");
  const url = new URL(text);
  switch (scheme) {
    case "file":
      return { kind: "local", url: pathOf(url), credentials: undefined };
    case "ssh":
      if (url.password !== "") throw notAllowed("A password in an ssh URL shows in the list of processes.");
      return { kind: "ssh", url: url.href, credentials: undefined };
    case "https":
      return { kind: "https", ...withoutCredentials(url) };
    case "http":
      if (!isLoopback(url.hostname)) throw notAllowed("Over http anyone on the way can read and change what is sent.");
      return { kind: "loopback", ...withoutCredentials(url) };
    default:
      throw notAllowed(`Remotes by ${scheme}:// are not supported.`);
  }
}

function withoutCredentials(url: URL): { readonly url: string; readonly credentials: Credentials | undefined } {
  const given = url.username !== "" || url.password !== "";
  const credentials = given ? { username: decoded(url.username), token: decoded(url.password) } : undefined;
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return { url: bare.href, credentials };
}

/** Absolute and normal, as every local path. */
function pathOf(url: URL): string {
  const path = readOr(() => fileURLToPath(url), "This URL names no path on this machine.");
  if (hasControls(path)) throw notAllowed("This is no address of a repository.");
  return resolve(path);
}

function decoded(part: string): string {
  const text = readOr(() => decodeURIComponent(part), "The user or password cannot be read: % is written as %25.");
  if (hasControls(text)) throw notAllowed("The user or password holds a control character.");
  return text;
}

/** What cannot be read is refused, in words that quote nothing of it. */
function readOr(read: () => string, otherwise: string): string {
  try {
    return read();
  } catch {
    throw notAllowed(otherwise);
  }
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function notAllowed(message: string): OperationalError {
  return new OperationalError("remote-not-allowed", message, {
    retry: "never",
    hint: "Name the repository by an https:// or ssh:// URL, by host:path, or by a local path; http:// only to this machine.",
  });
}
