// What stands in docs/operating, checked against what it speaks of.

import { readFileSync } from "node:fs";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";

const read = (name: string) => readFileSync(name, "utf8");

const dockerfile = read("docs/operating/Dockerfile");
const unit = read("docs/operating/longtable.service");
const guide = read("docs/operating.md");

test("the Dockerfile passes its linter", () => {
  expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
});

const instructions = DockerfileParser.parse(dockerfile)
  .getInstructions()
  .map((instruction) => `${instruction.getKeyword()} ${instruction.getArgumentsContent() ?? ""}`);

test("what the Dockerfile starts is not root's, keeps its files in a volume, and says when it is ready", () => {
  const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));
  expect(last).toEqual(expect.arrayContaining(["USER node", "VOLUME /data", "EXPOSE 3000"]));
  expect(last.find((line) => line.startsWith("HEALTHCHECK"))).toContain("/readyz");
  expect(last.indexOf("USER node")).toBeGreaterThan(last.findIndex((line) => line.startsWith("COPY")));
});

test("the Dockerfile builds, and fetches nothing by itself", () => {
  expect(instructions).toContain("RUN npm run build");
  expect(instructions.filter((line) => /\b(curl|wget|git)\b|https?:\/\/(?!127)/.test(line))).toEqual([]);
  expect(instructions.filter((line) => line.startsWith("ADD "))).toEqual([]);
});

test("what the build reads comes into the image", () => {
  const ignore = read("docs/operating/Dockerfile.dockerignore");
  const [, list = ""] = /const SOURCES = \[(.*)\]/.exec(read("app/cli/build.mjs")) ?? [];
  const sources = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => `!${name}`);
  expect(sources.length).toBeGreaterThan(3);
  expect(ignore.split("\n")).toEqual(expect.arrayContaining(sources));
});

/** Named as in NAME=value, or alone in code: which a file named after a NAME isn't. */
const settingsIn = (text: string) =>
  [...text.replaceAll("-NAME`", "").matchAll(/(?:\b|`)([A-Z]{2,}(?:_[A-Z]+)*)(?==\S|`)/g)].map(
    ([, name = ""]) => name,
  );

const known = [...read("app/platform/config.ts").matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);

/** Node's own, glibc's, and those of backups. */
const OTHERS = ["NODE_ENV", "MALLOC_ARENA_MAX", "BACKUP_SCHEDULE", "BACKUP_KEEP"];

test.each([
  ["operating.md", guide],
  ["the unit", unit],
  ["the Dockerfile", dockerfile.replaceAll("npm_config_", "")],
])("%s names no setting that isn't one", (_where, text) => {
  const named = settingsIn(text);
  expect(named).toContain("DATA_DIR");
  expect(named.filter((name) => ![...known, ...OTHERS].includes(name))).toEqual([]);
});

test("operating.md names no metric of Longtable's that isn't one", () => {
  const told = [...read("app/platform/metrics.server.ts").matchAll(/name: "(longtable_\w+)"/g)];
  const metrics = told.map(([, name]) => name);
  const named = [...guide.matchAll(/\blongtable_\w+/g)].map(([name]) => name.replace(/_(count|bucket)$/, ""));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !metrics.includes(name))).toEqual([]);
});

test("operating.md fits on a few screens, and leads to files that are there", () => {
  expect(guide.split("\n").length).toBeLessThanOrEqual(211);
  for (const [, name = ""] of guide.matchAll(/\]\((operating\/[\w.-]+)\)/g))
    expect(read(`docs/${name}`)).not.toBe("");
});
