import { createInProcessParser } from "../../src/parser/in-process/in-process-parser.ts";
import { testParser } from "./contract.ts";

testParser("in this process", createInProcessParser);
