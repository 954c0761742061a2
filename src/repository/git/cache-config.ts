import type { Credentials, RemoteAddress } from "./remote-address.ts";
import { basicAuthorization } from "./remote-refusal.ts";

/** How the cache calls its remote: a name that no user's own config speaks of. */
export const CACHE_REMOTE = "pilotage";

/**
 * The config file of the cache. The user's and the system's stay in force (proxies, certificates, safe.directory), but
 * nothing in them makes Git run hooks, ask helpers for passwords, or rewrite files. It waits for no disk, because a cache
 * that a power cut leaves odd is made again. Holds the credentials: mode 0600.
 */
export function cacheConfig(address: RemoteAddress, credentials: Credentials | undefined): string {
  return `# Written by Pilotage at each start.
[core]
	repositoryformatversion = 0
	bare = true
	hooksPath = /dev/null
	fsmonitor = false
	attributesFile = /dev/null
	autocrlf = false
	askPass =
	fsync = none
	sshCommand = ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=10 -o ServerAliveCountMax=3
[credential]
	helper =
[gc]
	auto = 0
[maintenance]
	auto = false
[push]
	negotiate = false
	pushOption =
[http]
	lowSpeedLimit = 1
	lowSpeedTime = 30
${address.kind === "loopback" ? "\tproxy =\n" : ""}${credentials === undefined ? "" : credentialLines(credentials)}[protocol]
	allow = never
[protocol "https"]
	allow = always
[protocol "ssh"]
	allow = always
[protocol "file"]
	allow = always
[protocol "http"]
	allow = ${address.kind === "loopback" ? "always" : "never"}
[remote "${CACHE_REMOTE}"]
	url = ${quoted(address.url)}
	fetch = +refs/heads/*:refs/remotes/${CACHE_REMOTE}/*
`;
}

/** Not by a helper, which would erase them at the first 401 of a forge's bad day; so they must not follow a redirect either. */
function credentialLines(credentials: Credentials): string {
  return `\textraHeader = Authorization: ${basicAuthorization(credentials)}\n\tfollowRedirects = false\n`;
}

function quoted(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** Attributes of the cache, which win over those in the commits: an archive has the bytes of the blobs, and no status files. */
export const CACHE_ATTRIBUTES = `* -export-ignore -export-subst -text -eol -ident -filter -working-tree-encoding
/status export-ignore
`;
