import type { SeededRandom } from "../../test/simulation/seeded-random.ts";
import type { Attempt } from "./target.ts";

/** A request that nobody may make, and how it must be refused. */
export interface Forgery {
  readonly method: string;
  readonly path: string;
  readonly status: 400 | 404 | 405;
}

const EVENTS = ["COMPONENT_START", "TASK_START", "TASK_STATUS", "TASK_RESULT", "COMPONENT_STOP"] as const;
const CAPABILITIES = [...EVENTS, "data", "source"] as const;
const METHODS = ["POST", "POST", "POST", "PUT", "GET", "HEAD", "DELETE", "PATCH", "OPTIONS", "TRACE"] as const;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** What may stand in a path, but for `?`: behind it nothing counts. */
const SPELLINGS = [
  ...LETTERS,
  "/",
  ".",
  "%",
  "+",
  "~",
  "#",
  ";",
  ":",
  "@",
  "&",
  "=",
  "\\",
  "'",
  '"',
  "|",
  "^",
  "{",
  "<",
];

type Parts = readonly [keyId: string, uid: string, action: string, copy: string, attempt: string, what: string];
type Forger = (path: string, other: string, random: SeededRandom) => string;

const within = (path: string) => path.split("/").slice(2, 8) as unknown as Parts;
const macOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const joined = (parts: readonly string[], mac: string) => `/c/${parts.join("/")}/${mac}`;
const withPart = (path: string, index: number, value: string) => joined(within(path).with(index, value), macOf(path));
const letters = (count: number, random: SeededRandom) =>
  Array.from({ length: count }, () => random.pick([...LETTERS])).join("");
const escaped = (text: string) => `%${text.charCodeAt(0).toString(16)}`;
const at = (path: string, random: SeededRandom) => random.between(1, path.length - 1);

/** Each makes of a URL of ours, and another one, something that is neither. */
const FORGERS: readonly Forger[] = [
  // of the mac
  (path, _, random) => joined(within(path), letters(22, random)),
  (path, _, random) => joined(within(path), letters(random.between(1, 60), random)),
  (path, _, random) => path.slice(0, -random.between(1, 23)),
  (path, _, random) => path + letters(random.between(1, 5), random),
  (path, other) => joined(within(path), macOf(other)),
  (path, other) => joined(within(other), macOf(path)),
  (path) => `${path.slice(0, -1)}${nextLetter(path.at(-1) ?? "")}`, // the same bytes, spelled otherwise
  (path) => `${path}==`,
  (path) => joined(within(path), Buffer.from(macOf(path), "base64url").toString("hex")),
  (path) => joined(within(path), ""),
  (path) => joined(within(path), "undefined"),
  // of what it signs
  (path, _, random) => withPart(path, 5, random.pick(CAPABILITIES.filter((what) => !path.includes(`/${what}/`)))),
  (path) => withPart(path, 5, within(path)[5].toLowerCase() === within(path)[5] ? "DATA" : "task_result"),
  (path, _, random) => withPart(path, 4, String(random.between(2, 9_999))),
  (path, _, random) => withPart(path, 4, random.pick(["0", "01", "+1", "1.0", "1e0", "-1", "0x1", "", "%EF%BC%91"])),
  (path, _, random) => withPart(path, 3, random.pick(["1", "00", "-0", "", "NaN", "999"])),
  (path, _, random) => withPart(path, 2, random.pick(["constructor", "__proto__", "hol", "holdx", "HOLD", ""])),
  (path, _, random) => withPart(path, 1, random.hex(10)),
  (path, other) => withPart(path, 1, within(other)[1]),
  (path, _, random) => withPart(path, 0, random.pick([random.hex(4), "__proto__", "constructor", "", "0"])),
  (path) => withPart(path, 0, within(path)[0].toUpperCase().replace(/^\d+$/, "x")),
  (path, _, random) => joined(within(path).toSpliced(random.between(0, 5), 1), macOf(path)),
  // of how it is spelled
  (path, _, random) => replaced(path, at(path, random), escaped),
  (path, _, random) => replaced(path, at(path, random), (letter) => `%25${escaped(letter).slice(1)}`),
  (path, _, random) => replaced(path, at(path, random), () => random.pick(["%00", "%c0%af", "%ff", "%u002f", "%"])),
  (path, _, random) =>
    `/${path.slice(1).replaceAll("/", random.pick(["//", "/./", "%2f", "\\", ";/", "/x/../", "/%2e%2e/"]))}`,
  (path, _, random) => random.pick(["/", "//", "/.", "/..", "/c", "/../..", "/healthz/..", "/%2e"]) + path,
  (path, _, random) => path + random.pick(["/", "/.", "/..", "%20", "%00", ";", "#", "%3f", "/../data"]),
  (path) => path.replace("/c/", "/C/"),
  (path, _, random) => path.slice(0, random.between(1, path.length - 1)).replace("/c/", "/c/?"),
  (path) => `http://127.0.0.1/x${path}`,
  (path) => `ftp://127.0.0.1${path}`,
  (path, _, random) => path + "a".repeat(random.between(1_000, 7_000)),
  (path, _, random) => changed(path, random),
];

/** Any of them for any of these attempts. */
export function forgeUrl(attempts: readonly Attempt[], random: SeededRandom): Forgery {
  const { paths } = random.pick(attempts);
  const what = random.pick(CAPABILITIES);
  if (random.oneIn(20)) return withWrongMethod(paths[what], what, random);
  const method = random.pick(METHODS);
  if (random.oneIn(50))
    return { method, path: replaced(paths[what], 3, () => random.pick(["é", "\u0001", "漢"])), status: 400 };
  const other = random.pick(attempts).paths[random.pick(CAPABILITIES)];
  const path = random.pick(FORGERS)(paths[what], other, random);
  const ours = attempts.some((attempt) => Object.values(attempt.paths).includes(path));
  return ours ? forgeUrl(attempts, random) : { method, path, status: 404 };
}

function withWrongMethod(path: string, what: string, random: SeededRandom): Forgery {
  const isRead = what === "data" || what === "source";
  const wrong = METHODS.filter((method) => !(isRead ? /GET|HEAD/ : /POST|PUT/).test(method));
  return { method: random.pick(wrong), path, status: 405 };
}

/** One letter more, less, or another. */
function changed(path: string, random: SeededRandom): string {
  const place = random.between(1, path.length - 1);
  const letter = random.pick(SPELLINGS);
  return random.pick([
    path.slice(0, place) + path.slice(place + 1),
    path.slice(0, place) + letter + path.slice(place),
    replaced(path, place, () => letter),
  ]);
}

function replaced(path: string, place: number, by: (letter: string) => string): string {
  return path.slice(0, place) + by(path[place] ?? "") + path.slice(place + 1);
}

function nextLetter(letter: string): string {
  return LETTERS[(LETTERS.indexOf(letter) + 1) % LETTERS.length] ?? "";
}
