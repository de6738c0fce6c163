// How to cite a post, a version of it and a response: the pages and the files.

import { afterAll, beforeAll, expect, test } from "vitest";
import { draftPost, editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { anonymisePerson, editProfile } from "~/people/person.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { saveSettings } from "~/site/site.server";
import { createMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { openTestSite, type TestSite } from "../../factories/site";
import { forgottenBy } from "../kept-pages";

const FILES = [".ris", ".bib", ".json"];
const post = buildPost({ slug: "quiet", title: "Who needs “quiet” rooms?", writers: ["ada", "bo"] });
const LATE = new Date("2026-03-31T23:30:00Z");

let site: TestSite;
let ada: Awaited<ReturnType<typeof createMember>>;
let postId: number;
let commentId: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  const { services } = site;
  await saveSettings(services, buildSettings({ name: "Long table", timeZone: "Europe/Paris" }));
  ada = await createMember(services.db, "ada", { role: "author", name: "Ada Berg" });
  postId = await createPost(services, { ...post, slug: "silent", title: "Silent rooms" }, LATE);
  await editPost(services, postId, post, new Date("2026-04-03T08:00:00Z"));
  commentId = await createComment(services, postId, { name: "Zoë <b>", body: "So *it* is." }, { now: LATE });
});
afterAll(() => site.close());

const text = async (path: string) => (await site.get(path)).text();
const statusOf = async (path: string) => (await site.get(path)).status;
/** The citations of a page, without their markup. */
const cited = (html: string) =>
  [...html.matchAll(/<div class="citation-text"[^>]*>(.*?)<\/div>/g)].map(([, words = ""]) =>
    words
      .replace(/<[^>]*>/g, "")
      .replaceAll("&amp;", "&")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">"),
  );
const everyAddress = (path: string) => ["", ...FILES].map((ending) => `${path}/cite${ending}`);

test("a post is cited in each style by its byline, the site's day and its address, and its page leads there", async () => {
  expect(await text("/posts/quiet")).toContain(
    '<a href="/posts/quiet/cite" rel="nofollow">Cite this post or a response</a>',
  );
  const html = await text("/posts/quiet/cite");
  const url = `${site.address}/posts/quiet`;
  expect(cited(html)).toEqual([
    `Ada Berg & bo. (2026, April 1). Who needs “quiet” rooms? Long Table. ${url}`,
    "(Ada Berg & bo, 2026)",
    `Ada Berg and bo. “Who Needs ‘Quiet’ Rooms?” Long Table, 1 Apr. 2026, ${url}.`,
    "(Ada Berg and bo)",
    `Ada Berg and bo, “Who Needs ‘Quiet’ Rooms?,” Long Table (blog), April 1, 2026, ${url}.`,
    `Ada Berg and bo. “Who Needs ‘Quiet’ Rooms?” Long Table (blog), April 1, 2026. ${url}.`,
    `Ada Berg and bo. 2026. “Who Needs ‘Quiet’ Rooms?” Long Table (blog), April 1. ${url}.`,
    "(Ada Berg and bo 2026)",
  ]);
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).toContain(`<meta name="citation_public_url" content="${url}"/>`);
  expect(html).toContain("which part is the family name");
  for (const ending of FILES) expect(html).toContain(`href="/posts/quiet/cite${ending}"`);
});

test.each([
  [".ris", "application/x-research-info-systems", /^TY {2}- BLOG\r\nAU {2}- Ada Berg\r\nAU {2}- bo\r\n/],
  [".bib", "application/x-bibtex", /^@misc\{quiet,\n {2}author = \{\{Ada Berg\} and \{bo\}\},\n/],
  [".json", "application/vnd.citationstyles.csl+json", /^\[\n {2}\{\n {4}"id": "quiet",\n/],
])("the file %s has its media type and its name", async (ending, type, content) => {
  const answer = await site.get(`/posts/quiet/cite${ending}`);
  expect([
    answer.status,
    answer.headers.get("content-type"),
    answer.headers.get("content-disposition"),
  ]).toEqual([...[200, `${type}; charset=utf-8`, `attachment; filename="quiet${ending}"`]]);
  expect(await answer.text()).toMatch(content);
  const ofComment = await site.get(`/comments/${commentId}/cite${ending}`);
  expect([ofComment.status, ofComment.headers.get("content-disposition")]).toEqual([
    ...[200, `attachment; filename="quiet-comment-${commentId}${ending}"`],
  ]);
});

test("a version is cited by its own address, day and title", async () => {
  expect(await text("/posts/quiet?version=1")).toContain('href="/posts/quiet/cite?version=1"');
  expect(await text("/posts/quiet/cite")).toContain('href="/posts/quiet/cite?version=2"');
  const [apa, , mla] = cited(await text("/posts/quiet/cite?version=2"));
  const url = `${site.address}/posts/quiet?version=2`;
  expect(apa).toBe(`Ada Berg & bo. (2026, April 3). Who needs “quiet” rooms? Long Table. ${url}`);
  expect(mla).toMatch(/Long Table, version 2, 3 Apr\. 2026, /);
  expect(await text("/posts/quiet/cite?version=1")).toContain("Silent rooms");
  const file = await site.get("/posts/quiet/cite.ris?version=2");
  expect(file.headers.get("content-disposition")).toContain('"quiet-version-2.ris"');
  expect(await file.text()).toContain(`UR  - ${url}\r\n`);
});

test("a response is cited by its writer, day and address; its number, its thread and members' lists lead there", async () => {
  const html = await text(`/comments/${commentId}/cite`);
  const url = `${site.address}/comments/${commentId}`;
  const [apa, inText, mla] = cited(html);
  expect([apa, inText, mla]).toEqual([
    `Zoë <b>. (2026, April 1). So it is [Comment on the blog post “Who needs ‘quiet’ rooms?”]. Long Table. ${url}`,
    "(Zoë <b>, 2026)",
    `Zoë <b>. Comment on “Who Needs ‘Quiet’ Rooms?” Long Table, 1 Apr. 2026, ${url}.`,
  ]);
  expect(html).toContain(`<meta name="citation_public_url" content="${url}"/>`);
  expect(html).toContain('<meta name="citation_title" content="Comment on “Who needs “quiet” rooms?”"/>');
  const asked = await site.get("/posts/quiet/cite?response=1", { redirect: "manual" });
  expect([asked.status, asked.headers.get("location")]).toEqual([302, `/comments/${commentId}/cite`]);
  expect(await text(`/comments/${commentId}/thread`)).toContain(`href="/comments/${commentId}/cite"`);
  const member = await site.get("/posts/quiet", { headers: { Cookie: ada.cookie } });
  expect(await member.text()).toMatch(
    new RegExp(`<details class="more">.*href="/comments/${commentId}/cite">Cite</a>`),
  );
});

test("what nobody may read, and what isn't there, can't be cited", async () => {
  const { services } = site;
  await draftPost(services, buildPost({ slug: "unfinished" }), NOW);
  const goneId = await createPost(services, { slug: "gone" });
  const onGone = await createComment(services, goneId);
  await withdrawPost(services, goneId, NOW);
  const paths: [path: string, status: number][] = [
    ["/posts/unfinished", 404],
    ["/posts/none", 404],
    ["/posts/gone", 410],
    [`/comments/${onGone}`, 410],
    ...["0", "99999999999", "abc", "999999", "%00"].map((id): [string, number] => [
      `/comments/${id}`,
      id === "%00" ? 400 : 404,
    ]),
  ];
  for (const status of ["held", "removed", "spam"] as const) {
    const id = await createComment(services, postId, { body: `As ${status}.` });
    await createComment(services, postId, { to: id });
    await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, status));
    paths.push([`/comments/${id}`, 404]);
    expect(await text(`/comments/${id}/thread`)).not.toContain(`/comments/${id}/cite`);
  }
  for (const [path, status] of paths)
    for (const address of everyAddress(path))
      expect([address, await statusOf(address)]).toEqual([address, status]);
  for (const query of [
    "version=9",
    "version=0",
    "version=x",
    "version=1%00",
    "response=99",
    "response=x",
    "response=-1",
  ])
    expect([query, (await statusOf(`/posts/quiet/cite?${query}`)) >= 400]).toEqual([query, true]);
  // A file says so in words, as a page does.
  for (const [path, words] of [
    ["/posts/none", "Post not found. Check the address for typing errors."],
    ["/posts/gone", "This post was withdrawn. Its author or an editor has withdrawn it."],
  ]) {
    const answer = await site.get(`${path}/cite.ris`);
    expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(await answer.text()).toContain(words);
    const { status } = await site.get(`${path}/cite.ris`, { method: "HEAD" });
    expect(status).toBe(answer.status);
  }
  for (const ending of [".xml", ".", ".ris.bib"])
    expect(await statusOf(`/posts/quiet/cite${ending}`)).toBe(404);
});

test("a former address leads to the same place under the new one", async () => {
  for (const address of [...everyAddress("/posts/silent"), "/posts/silent/cite.ris?version=1"]) {
    const answer = await site.get(address, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      301,
      address.replace("silent", "quiet"),
    ]);
  }
});

test("a kept page leads to the citation of a response from the first one on, and no longer than there is one", async () => {
  const { services } = site;
  const id = await createPost(services, { slug: "unanswered" });
  const asked = async () => (await text("/posts/unanswered/cite")).includes('id="cite-response"');
  expect(await asked()).toBe(false);
  const comment = { kind: "comment", id: await createComment(services, id) } as const;
  expect(await asked()).toBe(true);
  await services.db.write((tx) => setResponseStatus(tx, comment, "removed"));
  expect(await asked()).toBe(false);
});

test("kept citations follow the names, the title, the site and what may be read", async () => {
  const { services } = site;
  const own = await createComment(services, postId, { body: "Mine." }, { viewer: ada });
  const ofPost = everyAddress("/posts/quiet");
  const ofOwn = everyAddress(`/comments/${own}`);
  const all = [...ofPost, ...ofOwn];
  expect(await forgottenBy(site, all, () => createPost(services, { writers: ["zoe"] }))).toEqual([]);
  const profile = { name: "Ada Berg", handle: "ada", site: "", orcid: "", bio: "" };
  const saved = () =>
    editProfile(services, ada.id, { ...profile, familyName: "van der Berg", givenName: "Ada" }, NOW);
  expect(await forgottenBy(site, all, saved)).toEqual(all);
  expect(cited(await text("/posts/quiet/cite"))[0]).toMatch(/^van der Berg, A\., & bo\. \(/);
  expect(await text(`/comments/${own}/cite.ris`)).toContain("AU  - van der Berg, Ada\r\n");
  expect(
    await forgottenBy(site, all, () => editPost(services, postId, { ...post, title: "New" }, NOW)),
  ).toEqual(all);
  expect(cited(await text(`/comments/${own}/cite`))[2]).toContain("Comment on “New.”");
  const renamed = buildSettings({ name: "Round table", timeZone: "Pacific/Auckland" });
  expect(await forgottenBy(site, all, () => saveSettings(services, renamed))).toEqual(all);
  expect(await text("/posts/quiet/cite.bib")).toContain("howpublished = {Round table}");
  const remove = () =>
    services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: own }, "removed"));
  await remove();
  for (const address of ofOwn) expect(await statusOf(address)).toBe(404);
  await services.db.write((tx) => anonymisePerson(tx, ada.id));
  expect(await text("/posts/quiet/cite.ris")).toContain("AU  - A former member\r\n");
  await withdrawPost(services, postId, NOW);
  for (const address of ofPost) expect(await statusOf(address)).toBe(410);
});
