// Renders real texts in the worker within its limits: the READMEs of ninety packages, and the sample blog.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { MAX_SOURCE_CHARS } from "../../app/markdown/limits";
import { createRenderer } from "../../app/markdown/renderer/renderer.server";
import { post } from "./page";
import { bundleWorker } from "./renderer/worker-bundle";

const COUNT = 90;

const read = (file: string) => ({ file, source: readFileSync(file, "utf8") });

/** One README per package, ninety in all, evenly spread from the shortest to the longest. */
function listReadmes() {
  const folders = readdirSync("node_modules").flatMap((name) =>
    name.startsWith("@") ? readdirSync(`node_modules/${name}`).map((scoped) => `${name}/${scoped}`) : [name],
  );
  const texts = folders
    .filter((name) => !name.startsWith("."))
    .flatMap((name) => {
      const folder = path.join("node_modules", name);
      const file = readdirSync(folder).find((entry) => /^readme\.md$/i.test(entry));
      return file ? [read(path.join(folder, file))] : [];
    })
    .filter(({ source }) => source.length > 500 && source.length <= MAX_SOURCE_CHARS)
    .toSorted((a, b) => a.source.length - b.source.length);
  return Array.from({ length: COUNT }, (_, index) => texts[Math.floor((index * texts.length) / COUNT)]);
}

const listSample = () =>
  readdirSync("content", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => read(path.join("content", file)));

test("renders ninety READMEs and the sample blog, each within the time limit for its length", async () => {
  const renderer = createRenderer({ workerFile: await bundleWorker(), waitMs: 60_000 });
  const texts = [...listReadmes(), ...listSample()].filter((text) => text !== undefined);
  expect(texts.length).toBeGreaterThan(COUNT + 5);
  const refused: string[] = [];
  for (const { file, source } of texts) {
    const rendered = await renderer.render(source, post);
    if (!rendered.ok) refused.push(`${file}: ${rendered.reason}`);
  }
  await renderer.close();
  expect(refused).toEqual([]);
}, 60_000);
