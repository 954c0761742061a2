import { readFileSync } from "node:fs";
import { countWords } from "./count.mjs";

const limit = Number(process.argv[2] ?? 10);
const text = readFileSync(0, "utf8");
for (const [word, count] of countWords(text).slice(0, limit)) console.log(`${count} ${word}`);
