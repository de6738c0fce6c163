import { expect, test } from "vitest";
import { checkTagCounts, checkTagDates, checkTagNames } from "~/tags/tag-check.server";
import { editTag, fillFoldedNames, findTagToEdit, mergeTags } from "~/tags/tag-editing.server";
import { openDeps } from "../factories/database";
import { createPost } from "../factories/posts";

test("a tag is found by a spelling that differs only by accent or hyphen, and the first spelling stays", async () => {
  const deps = await openDeps();
  await createPost(deps, { tags: ["Réseaux", "e-mail"] });
  await createPost(deps, { tags: ["reseaux", "E mail", "email"] });
  expect(
    await deps.db.tag.findMany({ orderBy: { id: "asc" }, select: { name: true, postCount: true } }),
  ).toEqual([
    { name: "Réseaux", postCount: 2 },
    { name: "e-mail", postCount: 2 },
  ]);
});

test("fills in the folded names of older tags, and reports those that it can't tell apart", async () => {
  const { db } = await openDeps();
  await db.tag.createMany({
    data: [
      { name: "E-mail", slug: "e-mail" },
      { name: "email", slug: "email" },
      { name: "C", slug: "c" },
    ],
  });
  await fillFoldedNames(db);
  expect((await db.tag.findMany({ orderBy: { id: "asc" } })).map(({ folded }) => folded)).toEqual([
    "email",
    "email",
    "c",
  ]);
  const found = await checkTagNames(db);
  expect(
    found.map(({ row, problem, repair }) => [row, problem.includes("/tags/email/merge"), repair]),
  ).toEqual([["tag 2", true, undefined]]);
});

test("a merge moves more posts than one transaction does, keeps their places, and files no post twice", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const first = await createPost(deps, { tags: ["a", "old", "b"] });
  const both = await createPost(deps, { tags: ["kept", "old"] });
  const [old, kept] = await Promise.all(
    ["old", "kept"].map((slug) => db.tag.findUniqueOrThrow({ where: { slug } })),
  );
  const { html, excerpt, outline, wordCount, renderVersion, publishedAt, createdAt } =
    await db.post.findUniqueOrThrow({ where: { id: first } });
  const many = Array.from({ length: 450 }, (_, index) => 1_000 + index);
  await db.post.createMany({
    data: many.map((id) => ({
      ...{
        id,
        slug: `p-${id}`,
        title: "P",
        summary: "",
        source: "P",
        status: "published",
        createdAt,
        updatedAt: createdAt,
      },
      ...{ html, excerpt, outline, wordCount, renderVersion, publishedAt },
    })),
  });
  await db.postTag.createMany({
    data: many.map((postId) => ({ postId, tagId: old?.id ?? 0, position: 0, publishedAt })),
  });

  expect(await mergeTags(db, "old", "Kept")).toEqual({ ok: true, slug: "kept" });
  const tagsOf = async (postId: number) =>
    (
      await db.postTag.findMany({
        where: { postId },
        orderBy: { position: "asc" },
        select: { tag: { select: { name: true } } },
      })
    ).map(({ tag }) => tag.name);
  expect([await tagsOf(first), await tagsOf(both)]).toEqual([["a", "kept", "b"], ["kept"]]);
  expect(await db.tag.findUnique({ where: { id: kept?.id ?? 0 } })).toMatchObject({ postCount: 452 });
  expect(await db.tag.count({ where: { slug: "old" } })).toBe(0);
  for (const check of [checkTagCounts, checkTagDates, checkTagNames]) expect(await check(db)).toEqual([]);
});

test("two opposite merges at once leave one tag with all posts", async () => {
  const deps = await openDeps();
  const one = await createPost(deps, { tags: ["left"] });
  const two = await createPost(deps, { tags: ["right"] });
  const results = await Promise.all([
    mergeTags(deps.db, "left", "right"),
    mergeTags(deps.db, "right", "left"),
  ]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const filed = await deps.db.postTag.findMany({ orderBy: { postId: "asc" }, select: { postId: true } });
  expect(filed.map(({ postId }) => postId)).toEqual([one, two]);
  expect(await deps.db.tag.count()).toBe(1);
});

test("a tag that gets a former name back can be renamed again, and every name that it had leads to it", async () => {
  const { db, ...deps } = await openDeps();
  await createPost({ db, ...deps }, { tags: ["Access"] });
  let slug = "access";
  for (const name of ["Entry", "Access", "Doors"]) {
    const version = (await findTagToEdit(db, slug))?.version ?? "";
    const renamed = await editTag(db, slug, { name, description: "" }, version);
    if (!renamed.ok) throw new Error(renamed.reason);
    slug = renamed.slug;
  }
  for (const former of ["access", "entry", "doors"])
    expect(await findTagToEdit(db, former)).toMatchObject({ name: "Doors", slug: "doors" });
});
