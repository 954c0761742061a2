import { WrongUse } from "../wrong-use.ts";

/** Reads `HOST:PORT`, with an IPv6 host in brackets. */
export function listenAddress(text: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const [host, port] = [match?.[1] ?? match?.[2], Number(match?.[3])];
  if (host === undefined || !(port <= 65_535))
    throw new WrongUse(`--listen wants HOST:PORT, not ${text}`, "For example 127.0.0.1:0, or [::1]:8080.");
  return { host, port };
}
