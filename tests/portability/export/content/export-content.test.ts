import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { editPost } from "~/flows/publishing/publish-post.server";
import { exportContent } from "~/portability/export/content/export-content.server";
import { openDeps, temporaryFolder } from "../../../factories/database";
import { buildPost, createPost, NOW } from "../../../factories/posts";
import { emptyStore, readFolder } from "./exports";

test("exports the site as it was when the export began, and shows the folder only when it is whole", async () => {
  const deps = await openDeps();
  await createPost(deps, { slug: "one" });
  const second = await createPost(deps, { slug: "two", source: "As it was." });
  const parent = temporaryFolder();
  const folder = path.join(parent, "content");
  let meanwhile: Promise<unknown> | undefined;
  const edited = buildPost({ slug: "two", source: "Edited meanwhile." });
  await exportContent({ ...deps, mediaStore: emptyStore() }, folder, {
    async onProgress() {
      expect(existsSync(folder)).toBe(false);
      expect(readdirSync(parent)).toEqual([expect.stringMatching(/^content\.unfinished-/)]);
      meanwhile ??= editPost(deps, second, edited, NOW).then(() => createPost(deps, { slug: "three" }));
      await meanwhile;
    },
  });
  const files = readFolder(folder);
  expect(Object.keys(files).filter((name) => name.startsWith("posts/"))).toEqual([
    "posts/one.md",
    "posts/two.md",
  ]);
  expect(files["posts/two.md"]).toContain("As it was.");
  expect(await deps.db.post.count()).toBe(3);
});

test("leaves nothing behind when it fails", async () => {
  const deps = await openDeps();
  await createPost(deps);
  const parent = temporaryFolder();
  const folder = path.join(parent, "content");
  mkdirSync(folder);
  const exporting = exportContent({ ...deps, mediaStore: emptyStore() }, folder, {
    onProgress: () => {
      throw new Error("The disk is full.");
    },
  });
  await expect(exporting).rejects.toThrow("The disk is full.");
  expect([readdirSync(parent), readdirSync(folder)]).toEqual([["content"], []]);
});

test.each<[string, (folder: string) => void, string]>([
  ["has a file", (folder) => writeFileSync(path.join(folder, ".hidden"), ""), "export.not-empty"],
  ["is a file", (folder) => writeFileSync(`${folder}/x`, ""), "export.not-a-folder"],
  ["has no parent folder", () => {}, "export.no-parent"],
])("refuses a folder that %s", async (_what, prepare, reason) => {
  const deps = await openDeps();
  const parent = temporaryFolder();
  prepare(parent);
  const place =
    { "export.not-empty": parent, "export.not-a-folder": `${parent}/x` }[reason] ?? `${parent}/a/b`;
  const before = readFolder(parent);
  expect(await exportContent({ ...deps, mediaStore: emptyStore() }, place)).toMatchObject({
    ok: false,
    reason,
  });
  expect(readFolder(parent)).toEqual(before);
});
