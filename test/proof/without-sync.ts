import { DatabaseSync } from "node:sqlite";

/** Loaded first, it makes every database of the process take a write for durable that is none. */
const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  exec.call(this, sql.replace("synchronous = FULL", "synchronous = OFF"));
};
