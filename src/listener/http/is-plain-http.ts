import type { IncomingMessage } from "node:http";

/**
 * Whether a request says in one way only who it is for and where it ends. Node's parser lets more pass: other versions,
 * codings of the body that nobody undoes, chunks in HTTP/1.0, several hosts. A proxy before us may read those otherwise.
 */
export function isPlainHttp({ httpVersion, headers, rawHeaders }: IncomingMessage): boolean {
  const coding = headers["transfer-encoding"];
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
  if (httpVersion === "1.0") return coding === undefined && hosts <= 1;
  return httpVersion === "1.1" && (coding === undefined || coding.toLowerCase() === "chunked") && hosts === 1;
}
