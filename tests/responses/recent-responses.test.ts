import { expect, test } from "vitest";
import { listRecentResponses } from "~/responses/recent-responses.server";
import { openMeans } from "../factories/database";
import { createMember } from "../factories/people";
import { createComment, createPost, NOW } from "../factories/posts";

const at = (minute: number) => new Date(NOW.getTime() + minute * 60_000);

test("the newest responses of the site are both kinds, newest first, of published posts only", async () => {
  const means = await openMeans();
  const id = await createPost(means, { slug: "a", title: "A" });
  await createComment(means, id, { name: "Ada", body: "**Yes**, I think so." }, { now: at(1) });
  await createPost(means, { title: "B", source: "As [A](/posts/a) has it." }, at(2));
  await createComment(means, id, { name: "Bo" }, { now: at(3) });
  const recent = await listRecentResponses(means.db, 10);
  expect(recent).toMatchObject([
    { kind: "comment", name: "Bo", page: null, excerpt: expect.any(String), post: { title: "A" } },
    { kind: "pingbacks", source: { title: "B" }, targets: [{ title: "A" }] },
    { kind: "comment", name: "Ada", page: null, excerpt: "Yes, I think so.", post: { title: "A" } },
  ]);
});

test("a member is named with the address of their page", async () => {
  const means = await openMeans();
  const ada = await createMember(means.db, "ada", { name: "Ada Lind" });
  await createComment(means, await createPost(means), {}, { viewer: ada });
  expect(await listRecentResponses(means.db, 1)).toMatchObject([{ name: "Ada Lind", page: "/people/ada" }]);
});

test("all pingbacks of one post are one of the newest, beside which older ones are found", async () => {
  const means = await openMeans();
  const slugs = Array.from({ length: 8 }, (_, number) => `target-${number}`);
  for (const slug of slugs) await createPost(means, { slug, title: slug });
  await createPost(means, { title: "Few links", source: "On [it](/posts/target-0)." }, at(1));
  const source = slugs.map((slug) => `[on](/posts/${slug})`).join(" and ");
  await createPost(means, { title: "Many links", source }, at(2));
  const recent = await listRecentResponses(means.db, 6);
  expect(recent).toMatchObject([
    { source: { title: "Many links" }, targets: expect.any(Array) },
    { source: { title: "Few links" }, targets: [{ title: "target-0" }] },
  ]);
  expect(recent[0]?.kind === "pingbacks" && recent[0].targets.map(({ title }) => title).sort()).toEqual(
    slugs,
  );
});
