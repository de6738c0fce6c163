import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import { cutPassage } from "~/flows/moderating/texts/cut-passage.server";
import { tellHubJob } from "~/flows/publishing/hub-news.server";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import {
  editPost,
  publishArchivedPost,
  savePost,
  schedulePost,
  withdrawPost,
} from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { guest } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { upsertSeries } from "~/series/series.server";
import { postStatus, type ResponseStatus } from "~/visibility/status";
import { openDeps, render } from "../../factories/database";
import { createMember } from "../../factories/people";
import { buildPost, createComment, createPerson, createPost, NOW } from "../../factories/posts";

const SITE = "https://longtable.example";
const LATER = new Date(NOW.getTime() + 30_000);

let db: Database;
beforeEach(async () => {
  ({ db } = await openDeps());
});

/** A hub that answers with `status` and remembers which addresses it was told. */
async function openHub(status = 204) {
  const told: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const fields = new URLSearchParams(body);
    expect([request.method, fields.get("hub.mode")]).toEqual(["POST", "publish"]);
    told.push(...fields.getAll("hub.url"));
    response.writeHead(status, status === 302 ? { Location: "/elsewhere" } : {}).end("Thank you.");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { hub: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, told };
}

const depsOf = (hub: string | null) => ({ db, render, hub, siteUrl: SITE });
const waiting = async () => {
  const jobs = await db.job.findMany({ where: { kind: "tell-hub" }, orderBy: { id: "asc" } });
  return jobs.map(({ payload, dueAt }) => ({ ...JSON.parse(payload), dueAt }));
};
const publish = async (hub: string | null, overrides: Parameters<typeof buildPost>[0] = {}) => {
  const options = { personId: null };
  const input = buildPost(overrides);
  const saved = await savePost(depsOf(hub), null, input, () => postStatus.published, NOW, options);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.postId;
};

test("tells the hub of a published post: the site, its tags, series and people, and the posts that it links to", async () => {
  const { hub, told } = await openHub();
  const deps = depsOf(hub);
  for (const handle of ["ken", "zoe"]) await createPerson(deps, handle);
  await upsertSeries(deps, { slug: "walks", title: "Walks", status: "under way", intro: "" }, NOW);
  await createPost({ db, render }, { slug: "linked" });
  const filed = { presenters: ["zoe"], tags: ["Access", "読書"], series: "walks", part: 1 };
  const postId = await publish(hub, { ...filed, source: "On [it](/posts/linked)." });
  expect(await waiting()).toEqual([{ postId, of: "post", dueAt: LATER }]);

  await tellHubJob.run(deps, { postId, of: "post" }, LATER);
  const feeds = [
    "",
    "/tags/access",
    "/tags/%E8%AA%AD%E6%9B%B8",
    "/series/walks",
    "/people/ken",
    "/people/zoe",
  ];
  const expected = [...feeds, "/responses", "/posts/linked"].flatMap((path) =>
    ["/feed", "/feed.atom", "/feed.json"].map((feed) => SITE + path + feed),
  );
  expect(told.sort()).toEqual(expected.sort());
});

test("tells of a discussion once in a while, however many replies it gets", async () => {
  const { hub, told } = await openHub();
  const postId = await createPost({ db, render }, { slug: "busy" });
  for (let seconds = 0; seconds < 3; seconds++) {
    const now = new Date(NOW.getTime() + seconds * 1000);
    await createComment(depsOf(hub), postId, {}, { viewer: guest, now });
  }
  expect(await waiting()).toEqual([{ postId, of: "responses", dueAt: LATER }]);
  await tellHubJob.run(depsOf(hub), { postId, of: "responses" }, LATER);
  expect(new Set(told)).toEqual(
    new Set(
      ["/responses", "/posts/busy"].flatMap((path) =>
        ["/feed", "/feed.atom", "/feed.json"].map((feed) => SITE + path + feed),
      ),
    ),
  );
});

test("tells of a scheduled post when it comes out, and not before", async () => {
  const { hub } = await openHub();
  await createPerson(depsOf(hub), "ken");
  const at = new Date(NOW.getTime() + 60_000);
  const scheduled = await schedulePost(depsOf(hub), buildPost(), at, NOW);
  if (!scheduled.ok) throw new Error(scheduled.reason);
  expect(await waiting()).toEqual([]);
  await publishDueJob.run(depsOf(hub), { postId: scheduled.postId }, at);
  expect((await waiting()).map(({ postId, of }) => [postId, of])).toEqual([[scheduled.postId, "post"]]);
});

test("plans nothing for an import, or without a hub", async () => {
  const deps = depsOf("http://127.0.0.1:1/");
  await createPerson(deps, "ken");
  const imported = await publishArchivedPost(deps, buildPost({ slug: "old" }), NOW, NOW);
  if (!imported.ok) throw new Error(imported.reason);
  await editPost(deps, imported.postId, buildPost({ slug: "old", source: "New." }), NOW);
  await publish(null);
  await createComment(depsOf(null), imported.postId);
  expect(await waiting()).toEqual([]);
});

test("tells of each change of what feeds show of a comment: approved, hidden, shown again, cut, deleted; and of no other", async () => {
  const deps = { ...(await openDeps()), hub: "http://127.0.0.1:1/" };
  db = deps.db;
  const postId = await createPost(deps);
  const ada = await createMember(db, "ada");
  const moderator = await createMember(db, "mo", { role: "editor" });
  const id = await createComment(deps, postId, { body: "One.\n\nTwo." }, { viewer: ada });
  await db.comment.update({ where: { id }, data: { status: "held", number: null, path: null } });
  await db.job.deleteMany({});
  let seconds = 0;
  // What a moderator does at one time is undone together.
  const tick = () => new Date(NOW.getTime() + ++seconds * 1000);
  const decide = (action: "remove" | "approve", status: ResponseStatus) =>
    moderateResponses(
      deps,
      moderator,
      [{ kind: "comment", id, status }],
      { action, reason: action === "remove" ? "rude" : "", words: "" },
      tick(),
    );
  const undo = async () => {
    const last = await db.moderationEntry.findFirst({ orderBy: { id: "desc" } });
    return undoModeration(deps, moderator, last?.id ?? 0, tick());
  };
  /** Whether the hub is to be told of this act alone. */
  const isTold = async (act: () => Promise<unknown>) => {
    await db.job.deleteMany({ where: { kind: "tell-hub" } });
    await act();
    const told = await waiting();
    expect(told.length === 0 || (told[0].postId === postId && told[0].of === "responses")).toBe(true);
    return told.length;
  };
  expect(await isTold(() => decide("remove", "held"))).toBe(0);
  expect(await isTold(() => decide("approve", "removed"))).toBe(1);
  expect(await isTold(() => decide("remove", "approved"))).toBe(1);
  expect(await isTold(undo)).toBe(1);
  const cut = { pieces: [0], passage: "" };
  const basedOn = fingerprint("One.\n\nTwo.");
  const cutting = { id, basedOn, cut, why: { reason: "rude", words: "" } } as const;
  expect(await isTold(() => cutPassage(deps, moderator, cutting, tick()))).toBe(1);
  expect(await isTold(undo)).toBe(1);
  expect(await isTold(() => deleteComment(deps, ada, id, NOW))).toBe(1);
  expect(await isTold(() => deleteComment(deps, ada, id, NOW))).toBe(0);
});

test("tells nothing of a post that was withdrawn meanwhile", async () => {
  const { hub, told } = await openHub();
  await createPerson(depsOf(hub), "ken");
  const postId = await publish(hub);
  await withdrawPost(depsOf(hub), postId, NOW);
  await tellHubJob.run(depsOf(hub), { postId, of: "post" }, LATER);
  expect(told).toEqual([]);
});

test.each([500, 302])("fails, to be tried again, if the hub answers %i", async (status) => {
  const { hub } = await openHub(status);
  await createPerson(depsOf(hub), "ken");
  const postId = await publish(hub);
  await expect(tellHubJob.run(depsOf(hub), { postId, of: "post" }, LATER)).rejects.toThrow();
});
