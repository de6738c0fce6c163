import { beforeEach, expect, test } from "vitest";
import { draftPost, editPost } from "~/flows/publishing/publish-post.server";
import { anonymisePerson } from "~/people/person.server";
import { leaveRevisions } from "~/revisions/revision.server";
import { checkRevisions } from "~/revisions/revision-check.server";
import { type Deps, openDeps } from "../factories/database";
import { buildPost, createPerson, createPost, NOW } from "../factories/posts";

let deps: Deps;
let postId: number;
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

beforeEach(async () => {
  deps = await openDeps();
  const post = buildPost({ title: "First" });
  postId = await createPost(deps, post);
  await editPost(deps, postId, { ...post, title: "Second" }, minutes(5));
  await editPost(deps, postId, { ...post, title: "Third" }, minutes(60));
  await draftPost(deps, buildPost({ writers: ["ken"] }), NOW);
});

const problems = async () => (await checkRevisions(deps.db)).map(({ row, problem }) => `${row} ${problem}`);
const repairAll = async () => {
  for (const { repair } of await checkRevisions(deps.db)) await deps.db.write(async (tx) => repair?.(tx));
};
const change = (data: object) => deps.db.post.update({ where: { id: postId }, data });

test("finds no problem in posts that were published and edited", async () => {
  expect(await problems()).toEqual([]);
});

test.each([
  ["a version number", { version: 7 }, "post 1 has the version 7 instead of 3"],
  [
    "no date of the last edit",
    { editedAt: null },
    "post 1 has a different date of its last edit than its versions",
  ],
])("finds and repairs %s that doesn’t follow from the versions", async (_what, data, problem) => {
  await change(data);
  expect(await problems()).toEqual([problem]);
  await repairAll();
  expect(await problems()).toEqual([]);
  expect(await deps.db.post.findUnique({ where: { id: postId } })).toMatchObject({
    ...{ version: 3, editedAt: minutes(60) },
  });
});

test.each(["title", "summary", "source"])(
  "gives a published post with another %s a version",
  async (field) => {
    await change({ [field]: "Changed by hand." });
    expect(await problems()).toEqual(["post 1 has another text than its last version"]);
    await repairAll();
    expect(await problems()).toEqual([]);
    const last = await deps.db.revision.findFirstOrThrow({ where: { postId }, orderBy: { number: "desc" } });
    expect(last).toMatchObject({ number: 4, [field]: "Changed by hand." });
  },
);

test("gives a published post without versions its first", async () => {
  await deps.db.revision.deleteMany({ where: { postId } });
  await repairAll();
  expect(await problems()).toEqual([]);
  expect(await deps.db.revision.findMany({ where: { postId } })).toMatchObject([
    { number: 1, title: "Third" },
  ]);
});

test("doesn’t count two edits as one because both people left", async () => {
  const [ada, eve] = [await createPerson(deps, "ada"), await createPerson(deps, "eve")];
  const [first, second] = [
    { postId, number: 1 },
    { postId, number: 2 },
  ];
  await deps.db.revision.deleteMany({ where: { postId, number: 3 } });
  await deps.db.revision.updateMany({ where: first, data: { personId: ada } });
  await deps.db.revision.updateMany({ where: second, data: { personId: eve } });
  await change({ title: "Second", version: 2, editedAt: minutes(5) });
  expect(await problems()).toEqual([]);
  for (const id of [ada, eve])
    await deps.db.write(async (tx) => {
      await leaveRevisions(tx, id);
      await anonymisePerson(tx, id);
    });
  expect(await problems()).toEqual([]);
});
