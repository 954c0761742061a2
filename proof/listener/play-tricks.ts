import { type SeededRandom, seededRandom } from "../../test/simulation/seeded-random.ts";
import { openConnection } from "./connection.ts";
import { type Target, type Told, TRIES } from "./target.ts";
import { type Trick, tricksOf } from "./tricks.ts";

/** Plays each so often, as a whole, or cut anywhere into pieces. */
export async function playTricks(target: Target, rounds: number, seed: number): Promise<Told> {
  const random = seededRandom(seed, "tricks");
  const broken: string[] = [];
  let played = 0;

  async function play({ name, bytes, answers, silently }: Trick): Promise<void> {
    const pieces = cut(Buffer.from(bytes, "latin1"), random.pick([1, 1, 2, 5, 40]), random);
    let seen: readonly string[] = [];
    for (let tries = 0; tries < TRIES && isCut(seen); tries++) seen = await answersTo(target.port, pieces);
    played += 1;
    if (seen.join() === answers.join() || (silently && seen.join() === answers.slice(0, -1).join())) return;
    broken.push(`${name}, in ${pieces.length} pieces, was answered [${seen.join(", ")}], not [${answers.join(", ")}]`);
  }

  for (let round = 0; round < rounds; round++) {
    const [one, other] = [random.pick(target.silent), random.pick(target.silent)];
    for (const trick of tricksOf(one, other)) await play(trick);
  }
  return { counts: { played }, broken };
}

/** All that is answered until the connection ends. */
async function answersTo(port: number, pieces: readonly Buffer[]): Promise<readonly string[]> {
  const connection = openConnection(port);
  for (const piece of pieces) {
    connection.send(piece);
    await new Promise(setImmediate);
  }
  const seen: string[] = [];
  for (let answer = await connection.answer(); answer; answer = await connection.answer()) {
    const message = /"message":"(.*)"/.exec(answer.body)?.[1];
    seen.push(`${answer.status} ${message ?? answer.body.trim()}`);
  }
  return seen;
}

/** On a machine that is very busy the pieces may come too slowly for the listener, or its answer for us. */
function isCut(seen: readonly string[]): boolean {
  return seen.length === 0 || seen.includes("408 request timeout");
}

function cut(bytes: Buffer, pieces: number, random: SeededRandom): readonly Buffer[] {
  const places = Array.from({ length: pieces - 1 }, () => random.between(1, bytes.length)).sort((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}
