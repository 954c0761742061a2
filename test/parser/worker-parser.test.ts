import { createWorkerParser } from "../../src/parser/worker/worker-parser.ts";
import { testParser } from "./contract.ts";

testParser("in worker threads", createWorkerParser);
