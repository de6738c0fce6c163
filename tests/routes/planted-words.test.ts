// What isn't public is on no page: a word of its own is planted in each such place, and every address of the site is read by a
// guest and by another member.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { moderateResponses } from "~/flows/moderating/moderate-responses.server";
import { tellModeratorsJob } from "~/flows/moderating/queue-news.server";
import { reportThing } from "~/flows/moderating/report.server";
import { cutPassage, removeCommentVersion } from "~/flows/moderating/texts/cut-passage.server";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import type { ModerationAction } from "~/moderation/actions";
import type { SeenResponse } from "~/moderation/response-ref";
import { type DatabaseClient, Prisma } from "~/platform/database/database.server";
import { createDraft } from "../factories/drafts";
import { unpack } from "../factories/exports";
import { setHolding } from "../factories/moderation";
import { createMember, receiveEmails, type TestMember } from "../factories/people";
import { CLIENT, createComment, createPost, NOW } from "../factories/posts";
import { openTestSite, type TestSite } from "../factories/site";
import { PAGES } from "./acts-table";
import { crawl } from "./crawl";

/** Kept, but for nobody except its writer, moderators or editors. */
const KEPT = [
  ...["plantedheld", "plantedspam", "plantedremoved", "plantedguest", "plantedmailbox"],
  ...["plantedwaiting", "plantedrefused", "plantedcut", "plantedwords", "plantedverdict"],
  ...["plantedreport", "plantedreporter", "planteddraft", "plantednote", "plantedcopy"],
  ...["plantedsentence", "plantedwithdrawn", "plantedrefusal"],
];
/** Kept nowhere. */
const GONE = ["plantederased", "plantedversion"];

interface Planted {
  bo: TestMember;
  mo: TestMember;
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60 * 1000);

async function plant({ services }: TestSite): Promise<Planted> {
  const { db } = services;
  const deps = services;
  const ada = await createMember(db, "ada", { role: "author" });
  const bo = await createMember(db, "bo");
  const mo = await createMember(db, "mo", { moderates: true });
  await db.account.update({ where: { id: mo.accountId }, data: { queueEmails: "hourly" } });
  const postId = await createPost(deps, { slug: "first", writers: ["zoe"], tags: ["access"] }, ago(600));
  const comment = (
    body: string,
    { viewer = ada as TestMember | null, to = undefined as number | undefined } = {},
  ) =>
    createComment(
      deps,
      postId,
      { body, to, name: "plantedguest", email: "plantedmailbox@example.org" },
      { now: ago(300), ...(viewer && { viewer }) },
    );
  const decide = async (seen: SeenResponse, action: ModerationAction, words = "plantedwords") => {
    const decision = { action, reason: "rude" as const, words };
    const done = await moderateResponses(deps, mo, [seen], decision, ago(10));
    if (!done.ok || done.refused.length > 0) throw new Error(JSON.stringify(done));
  };
  const edit = (id: number, body: string, basedOn: string) =>
    editComment(deps, { member: ada, id }, { body, basedOn: fingerprint(basedOn) }, ago(100));

  // A reply below keeps the place of what is hidden or erased.
  for (const [word, action] of [
    ["plantedspam", "mark-spam"],
    ["plantedremoved", "remove"],
  ] as const) {
    const id = await comment(word, { viewer: null });
    await comment("A reply that stays.", { to: id });
    await decide({ kind: "comment", id, status: "approved" }, action);
    await db.spamVerdict.upsert({
      where: { commentId: id },
      create: { commentId: id, score: 1, evidence: '{"seen":[{"token":"plantedverdict","spam":1,"ham":0}]}' },
      update: {},
    });
  }
  const erased = await comment("plantederased");
  await comment("A reply that stays.", { to: erased });
  await deleteComment(deps, ada, erased, NOW);

  const why = { reason: "rude" as const, words: "plantedwords" };
  const cut = await comment("plantedversion once. It rained.");
  await edit(cut, "plantedcut here. It rained.", "plantedversion once. It rained.");
  await removeCommentVersion(deps, mo, { id: cut, number: 1, why }, ago(60));
  const basedOn = fingerprint("plantedcut here. It rained.");
  await cutPassage(deps, mo, { id: cut, basedOn, cut: { pieces: [0], passage: "" }, why }, ago(50));

  const [waiting, refused] = [await comment("Waits."), await comment("Stays.")];
  await setHolding(db, "everyone");
  await edit(waiting, "plantedwaiting", "Waits.");
  await edit(refused, "plantedrefused", "Stays.");
  const { id: editId } = await db.heldEdit.findUniqueOrThrow({ where: { commentId: refused } });
  await decide({ kind: "edit", id: editId, status: "held" }, "remove", "plantedrefusal");
  await comment("plantedheld", { viewer: null });

  await createPost(deps, { source: "See [it](/posts/first).", writers: ["zoe"] }, ago(500));
  const { id: pingback } = await db.pingback.findFirstOrThrow();
  await decide({ kind: "pingback", id: pingback, status: "approved" }, "remove");
  await db.pingback.update({ where: { id: pingback }, data: { sentence: "plantedsentence" } });
  const gone = await createPost(deps, { slug: "gone", source: "plantedwithdrawn" }, ago(400));
  await withdrawPost(deps, gone, ago(300));

  const draftId = await createDraft(db, ada, { title: "planteddraft", source: "planteddraft" });
  const copy = { draftId, personId: ada.id, form: "a", title: "plantedcopy", source: "plantedcopy" };
  await db.draftCopy.create({ data: { ...copy, details: "{}", basedOn: 1, savedAt: ago(1) } });
  const note = { draftId, personId: mo.id, quote: "", text: "plantednote", createdAt: ago(1) };
  await db.draftNote.create({ data: note });
  const report = { reason: "rude" as const, text: "plantedreport", name: "plantedreporter", email: "" };
  const sent = { clientAddress: CLIENT, mayWrite: false, now: ago(5) };
  await reportThing(deps, { kind: "guest" }, { kind: "comment", id: cut }, report, sent);
  await tellModeratorsJob.run(deps, {}, new Date());
  return { bo, mo };
}

/** Every address of the table of routes, with each id and name that the site has. */
async function listAddresses(db: DatabaseClient): Promise<string[]> {
  const ids = async (rows: Promise<{ id: number }[]>) => (await rows).map(({ id }) => String(id));
  const select = { id: true };
  const byKind: Record<string, string[]> = {
    comments: await ids(db.comment.findMany({ select })),
    pingbacks: await ids(db.pingback.findMany({ select })),
    write: await ids(db.draft.findMany({ select })),
    posts: (await db.post.findMany({ select: { slug: true } })).map(({ slug }) => slug),
    people: (await db.person.findMany({ select: { handle: true } })).map(({ handle }) => handle),
    tags: ["access"],
  };
  return Object.keys(PAGES).flatMap((route) => {
    const [own = "", kind = ""] = /(\w+)\/:(?:id|slug|handle)/.exec(route) ?? [];
    const names = own ? (byKind[kind] ?? ["1"]) : [""];
    return names.map((name) =>
      route
        .replace(/:(?:id|slug|handle)/, name)
        .replace(/:year/, "2026")
        .replace(/:month/, "03")
        .replace(/:\w+/g, "1"),
    );
  });
}

/** The embed of every post and comment. */
async function listEmbeds({ address, services: { db } }: TestSite): Promise<string[]> {
  const posts = await db.post.findMany({ select: { slug: true } });
  const comments = await db.comment.findMany({ select: { id: true } });
  return [...posts.map(({ slug }) => `/posts/${slug}`), ...comments.map(({ id }) => `/comments/${id}`)].map(
    (path) => `/oembed?url=${encodeURIComponent(address + path)}`,
  );
}

const FEEDS = ["/feed", "/feed.atom", "/feed.json"];
const FED = ["", "/posts/first", "/people/ada", "/people/zoe", "/tags/access", "/responses"];

/** All rows of the database. */
async function dump(db: DatabaseClient): Promise<string> {
  const rows = Object.keys(Prisma.ModelName).map((name) => {
    const model = name[0]?.toLowerCase() + name.slice(1);
    return (db as unknown as Record<string, { findMany(): Promise<unknown[]> }>)[model]?.findMany();
  });
  return JSON.stringify(await Promise.all(rows), (_key, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

test("shows nothing that isn't public to a guest or another member, on any address, in exports or e-mails", async () => {
  const site = await openTestSite();
  const { db } = site.services;
  const { bo, mo } = await plant(site);
  const rows = await dump(db);
  expect(KEPT.filter((word) => !rows.includes(word))).toEqual([]);
  expect(GONE.filter((word) => rows.includes(word))).toEqual([]);

  const start = [
    ...(await listAddresses(db)),
    ...FED.flatMap((of) => FEEDS.map((feed) => of + feed)),
    "/sitemap.xml",
    ...["posts", "pages", "series", "tags", "people", "months"].map((kind) => `/sitemap.xml?part=${kind}-1`),
    ...(await listEmbeds(site)),
  ];
  const found = (pages: Iterable<[string, string]>) =>
    [...pages].flatMap(([address, body]) =>
      [...KEPT, ...GONE].filter((word) => body.includes(word)).map((word) => `${word} on ${address}`),
    );
  const asGuest = await crawl(site, start, {});
  expect(asGuest.get("/posts/first")).toContain("[removed by a moderator] It rained.");
  expect(found(asGuest)).toEqual([]);
  expect(found(await crawl(site, start, { Cookie: bo.cookie }))).toEqual([]);
  expect(found(await unpack(site.services, bo))).toEqual([]);
  // Moderators are told of what waits, and Ada of what was decided about hers.
  expect((await receiveEmails(site, mo.email)).length).toBeGreaterThan(0);
  const folder = path.join(site.dataFolder, "mail");
  const receivers = readdirSync(folder).map((file) =>
    /^To: (.*)$/im.exec(readFileSync(path.join(folder, file), "utf8"))?.[1]?.trim(),
  );
  expect(receivers.filter((to) => to !== mo.email && to !== "ada@example.org")).toEqual([]);

  // A moderator finds them, so they are planted where they should be.
  const moderated = await Promise.all(
    ["/moderation", "/moderation/reports", "/moderation/log/all", "/moderation/pingbacks"].map(
      async (address) => (await site.get(address, { headers: { Cookie: mo.cookie } })).text(),
    ),
  );
  for (const word of ["plantedheld", "plantedwaiting", "plantedwords", "plantedreport", "plantedsentence"])
    expect(moderated.join("\n")).toContain(word);
  // Thousands of pages, in seconds where nothing else runs.
}, 180_000);
