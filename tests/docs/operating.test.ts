// Checks docs/operating.md and the files beside it against the code that they describe.

import { readFileSync } from "node:fs";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";

const read = (name: string) => readFileSync(name, "utf8");

const dockerfile = read("docs/operating/Dockerfile");
const unit = read("docs/operating/longtable.service");
const guide = read("docs/operating.md");

test("passes the Dockerfile linter", () => {
  expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
});

const instructions = DockerfileParser.parse(dockerfile)
  .getInstructions()
  .map((instruction) => `${instruction.getKeyword()} ${instruction.getArgumentsContent() ?? ""}`);

test("runs the container as a normal user, keeps data in a volume, and checks its health", () => {
  const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));
  expect(last).toEqual(expect.arrayContaining(["USER node", "VOLUME /data", "EXPOSE 3000"]));
  expect(last.find((line) => line.startsWith("HEALTHCHECK"))).toContain("/readyz");
  expect(last.indexOf("USER node")).toBeGreaterThan(last.findIndex((line) => line.startsWith("COPY")));
});

test("builds in the Dockerfile without downloads of its own", () => {
  expect(instructions).toContain("RUN npm run build && npm prune --omit=dev");
  expect(instructions.filter((line) => /\b(curl|wget|git)\b|https?:\/\/(?!127)/.test(line))).toEqual([]);
  expect(instructions.filter((line) => line.startsWith("ADD "))).toEqual([]);
});

test("copies every source of the build into the image", () => {
  const ignore = read("docs/operating/Dockerfile.dockerignore");
  const [, list = ""] = /const SOURCES = \[(.*)\]/.exec(read("app/cli/build.mjs")) ?? [];
  const sources = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => `!${name}`);
  expect(sources.length).toBeGreaterThan(3);
  expect(ignore.split("\n")).toEqual(expect.arrayContaining(sources));
});

/** Settings written as NAME=value, or alone in code. `x-NAME` in a file name is no setting. */
const settingsIn = (text: string) =>
  [...text.replaceAll("-NAME`", "").matchAll(/(?:\b|`)([A-Z]{2,}(?:_[A-Z]+)*)(?==\S|`)/g)].map(
    ([, name = ""]) => name,
  );

const known = [...read("app/platform/config/config.ts").matchAll(/^ {2}([A-Z_]+): /gm)].map(
  ([, name]) => name,
);

/** Settings of Node, of glibc and of the site's backups. */
const OTHERS = ["NODE_ENV", "MALLOC_ARENA_MAX", "BACKUP_SCHEDULE", "BACKUP_KEEP"];

test.each([
  ["operating.md", guide],
  ["the systemd unit", unit],
  ["the Dockerfile", dockerfile.replaceAll("npm_config_", "")],
])("mentions only existing settings in %s", (_where, text) => {
  const named = settingsIn(text);
  expect(named).toContain("DATA_DIR");
  expect(named.filter((name) => ![...known, ...OTHERS].includes(name))).toEqual([]);
});

test("mentions only existing metrics in operating.md", () => {
  const told = [...read("app/platform/metrics.server.ts").matchAll(/name: "(longtable_\w+)"/g)];
  const metrics = told.map(([, name]) => name);
  const named = [...guide.matchAll(/\blongtable_\w+/g)].map(([name]) => name.replace(/_(count|bucket)$/, ""));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !metrics.includes(name))).toEqual([]);
});

test("keeps operating.md short, and links it to existing files", () => {
  expect(guide.split("\n").length).toBeLessThanOrEqual(211);
  for (const [, name = ""] of guide.matchAll(/\]\((operating\/[\w.-]+)\)/g))
    expect(read(`docs/${name}`)).not.toBe("");
});
