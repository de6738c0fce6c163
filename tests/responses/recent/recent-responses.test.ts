import { expect, test } from "vitest";
import { mute } from "~/accounts/mute.server";
import { listRecentResponses } from "~/responses/recent/recent-responses.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";

const at = (minute: number) => new Date(NOW.getTime() + minute * 60_000);

test("lists the newest comments and pingbacks of published posts, newest first", async () => {
  const deps = await openDeps();
  const id = await createPost(deps, { slug: "a", title: "A" });
  await createComment(deps, id, { name: "Ada", body: "**Yes**, I think so." }, { now: at(1) });
  await createPost(deps, { title: "B", source: "As [A](/posts/a) has it." }, at(2));
  await createComment(deps, id, { name: "Bo" }, { now: at(3) });
  const recent = await listRecentResponses(deps.db, 10);
  expect(recent).toMatchObject([
    { kind: "comment", name: "Bo", page: null, excerpt: expect.any(String), post: { title: "A" } },
    { kind: "pingbacks", source: { title: "B" }, targets: [{ title: "A" }] },
    { kind: "comment", name: "Ada", page: null, excerpt: "Yes, I think so.", post: { title: "A" } },
  ]);
});

test("links a member's name to their page", async () => {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada", { name: "Ada Lind" });
  await createComment(deps, await createPost(deps), {}, { viewer: ada });
  expect(await listRecentResponses(deps.db, 1)).toMatchObject([{ name: "Ada Lind", page: "/people/ada" }]);
});

test("leaves out whom a member has muted, for that member alone, and shows the next ones instead", async () => {
  const deps = await openDeps();
  const id = await createPost(deps);
  const [ada, rob] = [await createMember(deps.db, "ada"), await createMember(deps.db, "rob")];
  await createComment(deps, id, { name: "Guest" }, { now: at(1) });
  await createComment(deps, id, {}, { viewer: ada, now: at(2) });
  await createComment(deps, id, {}, { viewer: rob, now: at(3) });
  const names = async (readBy: number | null) =>
    (await listRecentResponses(deps.db, 2, readBy)).map((recent) => recent.kind === "comment" && recent.name);
  expect(await names(ada.accountId)).toEqual(["rob", "ada"]);
  await deps.db.write((tx) => mute(tx, { accountId: ada.accountId, personId: rob.id }, NOW));
  expect(await names(ada.accountId)).toEqual(["ada", "Guest"]);
  for (const other of [rob.accountId, null]) expect(await names(other)).toEqual(["rob", "ada"]);
});

test("counts all pingbacks of one post once, so that older responses are listed too", async () => {
  const deps = await openDeps();
  const slugs = Array.from({ length: 8 }, (_, number) => `target-${number}`);
  for (const slug of slugs) await createPost(deps, { slug, title: slug });
  await createPost(deps, { title: "Few links", source: "On [it](/posts/target-0)." }, at(1));
  const source = slugs.map((slug) => `[on](/posts/${slug})`).join(" and ");
  await createPost(deps, { title: "Many links", source }, at(2));
  const recent = await listRecentResponses(deps.db, 6);
  expect(recent).toMatchObject([
    { source: { title: "Many links" }, targets: expect.any(Array) },
    { source: { title: "Few links" }, targets: [{ title: "target-0" }] },
  ]);
  expect(recent[0]?.kind === "pingbacks" && recent[0].targets.map(({ title }) => title).sort()).toEqual(
    slugs,
  );
});
