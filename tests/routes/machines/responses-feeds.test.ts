// Feeds of responses over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_ENTRIES } from "~/feeds/feed";
import { setResponseStatus } from "~/responses/response-status.server";
import { createMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { ATOM, checkAtom, checkJson, THR } from "../../feeds/rules";
import { all } from "../../feeds/xml";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

async function read(address: string): Promise<string> {
  const answer = await site.get(address);
  expect([address, answer.status]).toEqual([address, 200]);
  return answer.text();
}

const readJson = async (path: string) => checkJson(await read(`${path}/feed.json`));
const titlesOf = async (path: string) => (await readJson(path)).items.map(({ title }) => title);
const at = (day: number) => new Date(Date.UTC(2026, 3, day));

test("the feeds of responses have comments and pingbacks, what they answer, and nothing hidden", async () => {
  const { services } = site;
  const { db } = services;
  const id = await createPost(services, { slug: "asked", title: "Asked", writers: ["asker"] });
  const member = await createMember(db, "bo", { role: "reader", name: "Bo" });
  const top = await createComment(services, id, { name: "Ada", site: "https://ada.example" }, { now: at(1) });
  const reply = await createComment(
    services,
    id,
    { to: top, body: "See [it](#p)." },
    { viewer: member, now: at(2) },
  );
  const hidden = await createComment(services, id, { body: "Unkind." }, { now: at(3) });
  const below = await createComment(services, id, { to: hidden, body: "Kind." }, { now: at(4) });
  await createPost(
    services,
    { title: "Answering", source: "On [it](/posts/asked).", writers: ["zoe"] },
    at(5),
  );
  await db.write((tx) => setResponseStatus(tx, { kind: "comment", id: hidden }, "removed"));

  const { items } = await readJson("/posts/asked");
  const { id: pingback } = await db.pingback.findFirstOrThrow({ where: { postId: id } });
  expect(items.map(({ url }) => url.slice(site.address.length))).toEqual([
    `/pingbacks/${pingback}`,
    ...[below, reply, top].map((one) => `/comments/${one}`),
  ]);
  expect(items.map(({ title }) => title)).toEqual([
    "Answering links to “Asked”",
    "Ada on “Asked”",
    "Bo on “Asked”",
    "Ada on “Asked”",
  ]);
  expect(items[3]?.authors).toEqual([{ name: "Ada", url: "https://ada.example" }]);
  expect(items[2]?.authors).toEqual([{ name: "Bo", url: `${site.address}/people/bo` }]);
  expect(items[2]?.content_html).toContain(`href="${site.address}/posts/asked#p"`);
  // What answers a hidden comment answers the post.
  const answered = items.map(({ _in_reply_to }) => String(_in_reply_to?.url).slice(site.address.length));
  expect(answered).toEqual(["/posts/asked", "/posts/asked", `/comments/${top}`, "/posts/asked"]);
  const [post] = (await readJson("/people/asker")).items;
  expect(items[3]?._in_reply_to?.id).toBe(post?.id);

  const everywhere = await readJson("/responses");
  expect(everywhere.items.slice(0, 4)).toEqual(items);
  const entry = all(checkAtom(await read("/posts/asked/feed.atom")), ATOM("entry"))[2];
  expect(all(entry, THR("in-reply-to"))[0]?.attributes.ref).toBe(items[3]?.id);

  await db.write((tx) => setResponseStatus(tx, { kind: "pingback", id: pingback }, "removed"));
  expect((await titlesOf("/posts/asked"))[0]).toBe("Ada on “Asked”");
  expect((await titlesOf("/responses"))[0]).toBe("Ada on “Asked”");
});

test("a comment that waited for a moderator is the newest of its post once it is approved", async () => {
  const { services } = site;
  const id = await createPost(services, { slug: "waited" });
  const first = await createComment(services, id, { body: "First." }, { now: at(1) });
  await services.db.comment.update({
    where: { id: first },
    data: { status: "held", number: null, path: null },
  });
  const second = await createComment(services, id, { body: "Second." }, { now: at(2) });
  await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: first }, "approved"));
  const { items } = await readJson("/posts/waited");
  expect(items.map(({ url }) => url)).toEqual(
    [first, second].map((one) => `${site.address}/comments/${one}`),
  );
});

test("pages through responses of one moment, each once", async () => {
  const { services } = site;
  const id = await createPost(services, { slug: "flooded" });
  const moment = new Date("2030-01-01T00:00:00Z");
  for (let count = 0; count < MAX_ENTRIES; count++)
    await createComment(services, id, { body: `Comment ${count}.` }, { now: moment });
  for (let count = 0; count < 3; count++)
    await createPost(services, { source: "On [it](/posts/flooded)." }, moment);
  for (const path of ["/posts/flooded", "/responses"]) {
    const first = await readJson(path);
    const second = checkJson(await read(first.next_url?.slice(site.address.length) ?? ""));
    const urls = [...first.items, ...second.items].slice(0, MAX_ENTRIES + 3).map(({ url }) => url);
    expect([path, new Set(urls).size]).toEqual([path, MAX_ENTRIES + 3]);
    expect(urls.filter((url) => url.includes("/pingbacks/")).length).toBe(3);
  }
  for (const cursor of ["comment-0", "comment-999999", "pingback-1x", "post-1", "7"])
    expect([cursor, (await site.get(`/responses/feed?before=${cursor}`)).status]).toEqual([cursor, 404]);
  for (const cursor of ["0", "1", "comment-1"])
    expect([cursor, (await site.get(`/posts/flooded/feed?before=${cursor}`)).status]).toEqual([cursor, 404]);
});

test("a picture of a response is a link in its feeds, so that no program loads what anybody adds", async () => {
  const { services } = site;
  const postId = await createPost(services, { slug: "pictured" });
  const id = await createComment(services, postId);
  const html =
    '<figure><picture><source srcset="/media/a/480.webp 480w"><img src="/media/a/b.jpg" alt="Cups"></picture></figure>';
  await services.db.comment.update({ where: { id }, data: { html } });
  const address = `${site.address}/media/a/b.jpg`;
  const [item] = (await readJson("/posts/pictured")).items;
  expect(item?.content_html).toBe(`<figure><a href="${address}">Cups</a></figure>`);
  for (const format of ["feed", "feed.atom"]) {
    const feed = await read(`/posts/pictured/${format}`);
    expect(feed).toContain(address);
    expect(feed).not.toMatch(/img src|srcset/);
  }
});
