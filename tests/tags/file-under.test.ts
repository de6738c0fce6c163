import { expect, test } from "vitest";
import { fileUnder } from "~/tags/tag.server";
import { type Deps, openDeps } from "../factories/database";
import { createPost, NOW } from "../factories/posts";

const tagsOf = async ({ db }: Deps, postId: number) => {
  const rows = await db.postTag.findMany({
    where: { postId },
    orderBy: { position: "asc" },
    select: { tag: true },
  });
  return rows.map(({ tag }) => [tag.name, tag.slug]);
};

test("keeps an existing tag's older slug, and creates separate tags for names that the older slugs merged", async () => {
  const deps = await openDeps();
  await deps.db.tag.createMany({
    data: [
      { name: "Node.js", slug: "nodejs" },
      { name: "net", slug: "net" },
      { name: "30", slug: "30" },
    ],
  });
  const postId = await createPost(deps, { tags: ["node.js", ".NET", "3.0", "NET"] });
  expect(await tagsOf(deps, postId)).toEqual([
    ["Node.js", "nodejs"],
    [".NET", "dot-net"],
    ["3.0", "3-0"],
    ["net", "net"],
  ]);
});

test("prefers the tag with the current slug to one with the older slug", async () => {
  const deps = await openDeps();
  await deps.db.tag.createMany({
    data: [
      { name: "Node.js", slug: "nodejs" },
      { name: "node js", slug: "node-js" },
    ],
  });
  const postId = await createPost(deps, { tags: ["node.js"] });
  expect(await tagsOf(deps, postId)).toEqual([["node js", "node-js"]]);
});

test("treats two spellings as one tag and keeps the first", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps, { tags: ["R&D"] });
  await deps.db.write((tx) => fileUnder(tx, postId, ["r & d", "R&D"], NOW));
  expect(await tagsOf(deps, postId)).toEqual([["R&D", "r-and-d"]]);
});
