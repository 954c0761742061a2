/**
 * The borders between the rooms of src/, as docs/architecture.md draws them. Imports of types count like any other.
 * Each comment is for whoever breaks the rule: why it is there, and what to do instead.
 */
"use strict";

/** In the order in which data passes: what a room may import, and which packages. */
const pureRooms = {
  base: { rooms: [], packages: ["canonicalize"] },
  definitions: { rooms: ["base"], packages: ["yaml", "ajv", "ajv-formats", "re2js"] },
  expressions: { rooms: ["base", "definitions"], packages: ["@marcbachmann/cel-js"] },
  plan: { rooms: ["base", "definitions", "expressions"], packages: [] },
  run: { rooms: ["base", "definitions", "expressions", "plan"], packages: [] },
  contract: { rooms: ["base", "definitions", "expressions", "plan", "run"], packages: [] },
  status: { rooms: ["base", "definitions", "expressions", "plan", "run", "contract"], packages: ["yaml"] },
};
const outerRooms = {
  parser: { rooms: ["base", "definitions"], packages: [] },
  repository: { rooms: ["base"], packages: ["simple-git", "chokidar"] },
  ledger: { rooms: ["base", "plan", "run"], packages: [] },
  runtime: { rooms: ["base", "run", "contract", "secrets"], packages: ["@kubernetes/client-node"] },
  listener: { rooms: ["base", "run", "contract"], packages: [] },
  secrets: { rooms: ["base", "plan"], packages: ["yaml"] },
};
const daemon = { rooms: [...Object.keys(pureRooms), ...Object.keys(outerRooms)], packages: ["pino"] };
const cli = { rooms: [...daemon.rooms, "daemon"], packages: ["commander"] };
const rooms = { ...pureRooms, ...outerRooms, daemon, cli };

const pure = `^src/(${Object.keys(pureRooms).join("|")})/`;
const outer = Object.keys(outerRooms).join("|");

const roomRules = Object.entries(rooms).map(([room, { rooms: allowed }]) => ({
  name: `${room}-imports-rooms`,
  comment:
    `${room}/ may import ${allowed.length === 0 ? "no other room" : allowed.join(", ")}: data passes one way. ` +
    "Take the value as a parameter, or move the code to the room that owns the concept.",
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: `^src/(${[room, ...allowed].join("|")})/` },
}));

const packageRules = Object.entries(rooms).map(([room, { packages }]) => ({
  name: `${room}-imports-packages`,
  comment:
    `${room}/ may use ${packages.length === 0 ? "no package" : packages.join(", ")}: a library lives in one room, ` +
    "so that it can be replaced there, and the others speak our own words.",
  severity: "error",
  from: { path: `^src/${room}/` },
  to:
    packages.length === 0
      ? { path: "node_modules/", pathNot: "node_modules/@types/node/" }
      : { path: "node_modules/", pathNot: `node_modules/(@types/(node|${packages.join("|")})|${packages.join("|")})/` },
}));

const onlyIn = (name, coreModules, where, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: "^src/", pathNot: where },
  to: { path: `^(node:)?(${coreModules})(/|$)` },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    ...packageRules,
    {
      name: "pure-rooms-without-node",
      comment:
        "This room is pure: no clock, no randomness, no I/O, so that all behaviour is tested as values and the whole " +
        "daemon runs in the simulation. Let the outer room do it and pass in data. (hash in base/digest.ts is the one exception.)",
      severity: "error",
      from: { path: pure, pathNot: "^src/base/digest\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "digest-uses-crypto-only",
      comment: "base/digest.ts may import node:crypto for hash, and no other core module.",
      severity: "error",
      from: { path: "^src/base/digest\\.ts$" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "expressions-know-types-of-definitions",
      comment:
        "expressions/ knows the types of definitions (import type), whether a value fits its schema and whether a pattern " +
        "fits a text: it never parses or validates YAML.",
      severity: "error",
      from: { path: "^src/expressions/" },
      to: {
        path: "^src/definitions/",
        pathNot: "^src/definitions/(check-value|linear-pattern)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "daemon-knows-ports-only",
      comment:
        "daemon/ knows outer rooms by their port.ts only, so that the simulation can replace every effect. " +
        "Adapters are named in cli/main.ts.",
      severity: "error",
      from: { path: "^src/daemon/" },
      to: { path: `^src/(${outer})/`, pathNot: `^src/(${outer})/port\\.ts$` },
    },
    {
      name: "daemon-without-node",
      comment:
        "Every effect of daemon/ goes through a port, timers included: a core module here escapes the simulation.",
      severity: "error",
      from: { path: "^src/daemon/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "ports-are-types",
      comment: "port.ts says in our words what an adapter promises: types only (import type), no code comes with it.",
      severity: "error",
      from: { path: `^src/(${outer})/port\\.ts$` },
      to: { dependencyTypesNot: ["type-only"] },
    },
    onlyIn(
      "child-processes-in-three-places",
      "child_process",
      "^src/(repository/git/(cat-file|network)\\.ts$|runtime/process/)",
      "Programs are started in repository/git/cat-file.ts, repository/git/network.ts (killed as a group at a limit) " +
        "and runtime/process/ only: each start needs an environment, a limit and an end that someone has thought about.",
    ),
    onlyIn(
      "threads-in-parser",
      "worker_threads",
      "^src/parser/",
      "Worker threads belong to parser/: hostile YAML is the one thing that may block a thread.",
    ),
    onlyIn(
      "sqlite-in-ledger",
      "(node:)?sqlite",
      "^src/ledger/sqlite/",
      "node:sqlite belongs to ledger/sqlite/: what is durable has one owner and one format.",
    ),
    {
      name: "kubernetes-client-in-its-adapter",
      comment:
        "Only runtime/kubernetes/ knows the client's types; it costs 320 ms and 76 MB, so import it lazily there.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/runtime/kubernetes/" },
      to: { path: "node_modules/@kubernetes/client-node/" },
    },
    {
      name: "src-stays-in-src",
      comment: "What is published is src/ alone: it imports nothing from tests, benchmarks, scripts or data files.",
      severity: "error",
      from: { path: "^src/" },
      to: { pathNot: "^src/|node_modules/", dependencyTypes: ["local"] },
    },
    {
      name: "no-development-packages",
      comment:
        "Whoever installs pilotage does not get devDependencies: move the package to dependencies, or the code to scripts/.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    },
    {
      name: "no-unlisted-packages",
      comment: "The package is not in package.json: it is only there by chance, because another one needs it.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-cycles",
      comment:
        "Files that import each other in a ring can only be read all at once: move what both need to a third file.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolvable",
      comment: "This import leads nowhere (relative imports end in .ts), so no other rule could look at it.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
