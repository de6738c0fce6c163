import { expect, test } from "vitest";
import {
  type ArchivedReply,
  importReplies,
  MAX_REPLIES_AT_ONCE,
} from "~/flows/importing/import-reply.server";
import { BUSY } from "~/markdown/refusal";
import { guest } from "~/people/viewer";
import { checkSite } from "~/portability/check-site.server";
import { MAX_RESPONSES_PER_PAGE } from "~/responses/response-pages";
import { newDatabaseUrl } from "../../factories/database";
import { createPost, NOW } from "../../factories/posts";
import { addComments, type OpenSite, open } from "../../portability/sites";

const DAY_MS = 24 * 60 * 60 * 1000;

function buildReply(deps: OpenSite, origin: string, overrides: Partial<ArchivedReply> = {}): ArchivedReply {
  return {
    ...{ origin, postId: 1, parent: null, speaker: guest, name: "Ada", site: "", source: origin },
    at: new Date(NOW.getTime() + DAY_MS),
    render: deps.render,
    ...overrides,
  };
}

const listComments = (deps: OpenSite) =>
  deps.db.comment.findMany({
    orderBy: { id: "asc" },
    select: {
      ...{ id: true, postId: true, parentId: true, number: true, path: true, origin: true },
      ...{ html: true, createdAt: true, replyCount: true },
    },
  });

const problems = async (deps: OpenSite) => (await checkSite(deps, { repair: false, now: NOW })).left;

test("gives the same comments, counts and pages in batches as one by one, past the end of a page", async () => {
  const sites = [];
  for (const size of [1, MAX_REPLIES_AT_ONCE]) {
    const deps = open(await newDatabaseUrl());
    const posts = [await createPost(deps, {}), await createPost(deps, { slug: "second" })];
    await addComments(deps, posts[0] as number, MAX_RESPONSES_PER_PAGE - 20);
    const ids = new Map<string, number>();
    const replies = Array.from({ length: 70 }, (_, index) => {
      // Most are on the first post, and answer one of the last few there, or the post.
      const isFirst = index % 11 !== 0;
      const above = isFirst && index % 3 > 0 ? index - (index % 7) - 1 : -1;
      return buildReply(deps, `r${index}`, {
        postId: posts[isFirst ? 0 : 1] as number,
        parent: above > 0 && above % 11 !== 0 ? `r${above}` : null,
        at: new Date(NOW.getTime() + index * 60_000),
        source: index % 5 === 0 ? `See [that](/posts/second), ${index}.` : `Reply ${index}.`,
      });
    });
    for (let at = 0; at < replies.length; at += size) {
      const batch = replies.slice(at, at + size);
      const here = new Set(batch.map(({ origin }) => origin));
      const inBatch = batch.map((reply) =>
        typeof reply.parent === "string" && !here.has(reply.parent)
          ? { ...reply, parent: ids.get(reply.parent) ?? null }
          : reply,
      );
      const results = await importReplies(deps, inBatch);
      for (const [index, result] of results.entries()) {
        if (!result.ok) throw new Error(result.reason);
        ids.set(batch[index]?.origin ?? "", result.id);
      }
    }
    expect(await problems(deps)).toEqual([]);
    sites.push({
      comments: (await listComments(deps)).map(({ html, ...row }) => ({
        ...row,
        html: html.replace(/c-[\w-]+-/g, ""),
      })),
      counts: await deps.db.post.findMany({
        orderBy: { id: "asc" },
        select: { responseCount: true, responseNumber: true },
      }),
      pages: await deps.db.responsePage.findMany({ orderBy: [{ postId: "asc" }, { startPath: "asc" }] }),
      links: await deps.db.link.findMany({ orderBy: [{ commentId: "asc" }], omit: { id: true } }),
    });
  }
  const [single, together] = sites;
  expect(together).toEqual(single);
  expect(together?.pages.length).toBeGreaterThan(1);
});

test("takes a batch in with one transaction, and one that is known with none", async () => {
  const deps = open(await newDatabaseUrl());
  const postId = await createPost(deps, {});
  const told: unknown[] = [];
  deps.db.onChange((keys) => told.push(keys));
  const replies = ["a", "b", "c"].map((origin) => buildReply(deps, origin, { postId }));
  await importReplies(deps, replies);
  expect(told.length).toBe(1);
  const render: typeof deps.render = () => Promise.reject(new Error("Rendered again"));
  const again = await importReplies(
    deps,
    replies.map((reply) => ({ ...reply, render })),
  );
  expect(again.map((result) => result.ok && result.outcome)).toEqual(["unchanged", "unchanged", "unchanged"]);
  expect(told.length).toBe(1);
});

test("an unexpected error concerns only its own response and those that answer it", async () => {
  const deps = open(await newDatabaseUrl());
  const postId = await createPost(deps, {});
  const speaker = { kind: "person", id: 999_999 } as const;
  const results = await importReplies(deps, [
    buildReply(deps, "first", { postId }),
    buildReply(deps, "by nobody", { postId, speaker }),
    buildReply(deps, "below it", { postId, parent: "by nobody" }),
    buildReply(deps, "below first", { postId, parent: "first" }),
  ]);
  expect(results).toMatchObject([
    { ok: true, outcome: "added" },
    { ok: false, reason: "unexpected" },
    { ok: false, reason: "comment.parent-not-found" },
    { ok: true, outcome: "added" },
  ]);
  expect((await listComments(deps)).map(({ origin, path }) => [origin, path])).toEqual([
    ["first", "0001"],
    ["below first", "00010002"],
  ]);
  expect(await problems(deps)).toEqual([]);
});

test("two that are alike are two of the comments from before there were origins, also in one batch", async () => {
  const deps = open(await newDatabaseUrl());
  const postId = await createPost(deps, {});
  const alike = (origin: string) => buildReply(deps, origin, { postId, source: "+1" });
  await importReplies(deps, [alike("old a"), alike("old b")]);
  await deps.db.comment.updateMany({ data: { origin: null } });
  const results = await importReplies(deps, [alike("a"), alike("b"), alike("c")]);
  expect(results.map((result) => result.ok && result.outcome)).toEqual(["unchanged", "unchanged", "added"]);
  expect((await listComments(deps)).map(({ origin }) => origin)).toEqual(["a", "b", "c"]);
});

test("a text that found no free worker is rendered once more, alone", async () => {
  const deps = open(await newDatabaseUrl());
  const postId = await createPost(deps, {});
  let asked = 0;
  const render: typeof deps.render = async (...text) => (asked++ === 0 ? BUSY : deps.render(...text));
  const [result] = await importReplies(deps, [buildReply(deps, "busy", { postId, render })]);
  expect([result?.ok, asked]).toEqual([true, 2]);
});
