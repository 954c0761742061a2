import { gzipSync } from "node:zlib";
import { type SeededRandom, seededRandom } from "../../test/simulation/seeded-random.ts";
import { type Answer, openConnection } from "./connection.ts";
import { type Target, type Told, TRIES } from "./target.ts";

const MIB = 1024 * 1024;
const EVENTS = ["COMPONENT_START", "TASK_START", "TASK_STATUS", "TASK_RESULT", "COMPONENT_STOP"] as const;

interface Malformed {
  readonly body: string | Buffer;
  readonly headers?: readonly string[];
  readonly status?: 400 | 413;
}

const nested = (levels: number, open: string, close: string) =>
  `{"result":${open.repeat(levels)}1${close.repeat(levels)}}`;
const sized = (bytes: number, body: string) => `${body}${" ".repeat(bytes - body.length)}`;

/** Bodies that say nothing that a component may say; 400, where nothing else is told. */
const BODIES: readonly Malformed[] = [
  // no JSON
  ...["{", "}", "{}}", "{}{}", "x", "null", "true", "7", '"text"', "[]", "[{}]", "{'status':true}", "{status:true}"],
  ...['{"status":true,}', '{"status":tru}', '{"status":True}', '{"status":true}//', '{"status":NaN}', "{\u00a0}"],
  ...['{"status":true}\u0000', "\u0000", "status=true", "<status>true</status>", "--\r\n{}", "\ufeff\ufeff{}"],
  ...['{"result":"\n"}', '{"result":"\\x"}', '{"result":"\\u12"}', '{"result":01}', '{"result":+1}', '{"result":1.}'],
  // of wrong types and sizes
  ...['{"status":"true"}', '{"status":1}', '{"status":{}}', '{"status":[true]}', '{"output":[]}', '{"output":"{}"}'],
  ...['{"output":7}', '{"progress":"0.5"}', '{"progress":1.01}', '{"progress":-0.1}', '{"progress":true}'],
  ...['{"progress":1e999}', '{"result":1e999}', `{"result":${"9".repeat(400)}}`, '{"output":{"n":-1e400}}'],
  ...['{"status":true,"status":"no"}', '{"progress":0.1,"progress":2}', '{"__proto__":[],"status":0}'],
  ...['{"__proto__":{"status":true},"output":[]}', '{"constructor":{},"progress":9}', '{"toString":1,"status":7}'],
  // nested too deep
  ...[nested(64, "[", "]"), nested(100_000, "[", "]"), nested(64, '{"a":', "}"), nested(10_000, '{"__proto__":', "}")],
  ...["[".repeat(500_000), '{"a":'.repeat(100_000)],
  // too large, or just not
  sized(MIB, "["),
  sized(MIB, '{"status":7}'),
].map((body) => ({ body }));

const OTHERS: readonly Malformed[] = [
  ...[sized(MIB + 1, "{}"), sized(MIB + 1, "["), sized(3 * MIB, "{}")].map((body) => ({ body, status: 413 }) as const),
  // no UTF-8
  ...["ff", "c3", "c0af", "eda080", "f4908080", "7b22726573756c74223a22ff227d", "fffe7b007d00"].map((hex) => ({
    body: Buffer.from(hex, "hex"),
  })),
  // compressed
  ...["gzip", "deflate", "br", "zstd", "gzip, gzip"].map((coding) => ({
    body: gzipSync('{"status":true}'),
    headers: [`Content-Encoding: ${coding}`],
  })),
  { body: gzipSync(" ".repeat(64 * MIB)), headers: ["Content-Encoding: gzip"] },
];

/** Says each of them, to each kind of callback, whole and in chunks, at once and when asked; each must be refused. */
export async function callMalformed(target: Target, rounds: number, seed: number): Promise<Told> {
  const random = seededRandom(seed, "malformed bodies");
  const broken: string[] = [];
  let refused = 0;

  async function say({ body, headers = [], status = 400 }: Malformed): Promise<void> {
    const event = random.pick(EVENTS);
    const { paths } = random.pick(target.silent);
    const waits = random.oneIn(3);
    const content = Buffer.from(body);
    const framed = random.oneIn(2) ? whole(content) : chunked(content, random);
    const lines = [`${random.pick(["POST", "PUT"])} ${paths[event]} HTTP/1.1`, "Host: x", ...headers, framed.header];
    const head = `${[...lines, ...(waits ? ["Expect: 100-continue"] : [])].join("\r\n")}\r\n\r\n`;
    let answer: Answer | undefined;
    for (let tries = 0; tries < TRIES && !answer; tries++) answer = await answerTo(target.port, [head, framed.body]);
    // While others hold large bodies back there may be no room for one more.
    if (answer?.status === status || answer?.status === 503) refused += 1;
    else
      broken.push(`${event} with ${content.toString("latin1", 0, 60)} was answered ${answer?.status} ${answer?.body}`);
  }

  for (let round = 0; round < rounds; round++) for (const body of [...BODIES, ...OTHERS]) await say(body);
  return { counts: { refused }, broken };
}

async function answerTo(port: number, pieces: readonly (string | Buffer)[]): Promise<Answer | undefined> {
  const connection = openConnection(port);
  for (const piece of pieces) connection.send(piece);
  const answer = await connection.answer();
  connection.close();
  return answer;
}

interface Framed {
  readonly header: string;
  readonly body: Buffer;
}

function whole(content: Buffer): Framed {
  return { header: `Content-Length: ${content.length}`, body: content };
}

function chunked(content: Buffer, random: SeededRandom): Framed {
  const parts: (Buffer | string)[] = [];
  for (let from = 0; from < content.length; ) {
    const part = content.subarray(from, from + random.between(1, Math.ceil(content.length / 3)));
    parts.push(`${part.length.toString(16)}\r\n`, part, "\r\n");
    from += part.length;
  }
  return {
    header: "Transfer-Encoding: chunked",
    body: Buffer.concat([...parts, "0\r\n\r\n"].map((part) => Buffer.from(part))),
  };
}
