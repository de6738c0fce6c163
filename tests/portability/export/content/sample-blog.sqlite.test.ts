import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importContent } from "~/portability/importing/import-content.server";
import { openDeps } from "../../../factories/database";
import { exportSite, importIntoNew, readFolder } from "./exports";

test("the sample blog, exported, imported into an empty site and exported again, is the same, with posts as they were written", async () => {
  const sample = await openDeps();
  await importContent(sample, "content", { name: "sample" });
  const files = readFolder(await exportSite(sample));
  const posts = Object.keys(files).filter((name) => /^(posts|people|series)\//.test(name));
  const isLinked = (name: string) => readFileSync(`content/${name}`, "utf8").includes("(comment:");
  expect(posts.filter((name) => files[name] !== readFileSync(`content/${name}`, "utf8"))).toEqual(
    posts.filter(isLinked),
  );
  const { site, report } = await importIntoNew(await exportSite(sample));
  expect([report.problems, report.notes, report.unread]).toEqual([[], [], []]);
  expect(readFolder(await exportSite(site))).toEqual(files);
  // Unedited, it is the sample still.
  expect(await site.db.post.count({ where: { sample: false } })).toBe(0);
});
