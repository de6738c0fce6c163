// A person's page, and that of their responses.

import { afterAll, beforeAll, expect, test } from "vitest";
import { claimComments } from "~/flows/claim-comments.server";
import { deleteComment } from "~/flows/delete-comment.server";
import { publishDraft, publishPost, withdrawPost } from "~/flows/publish-post.server";
import { anonymisePerson, editProfile } from "~/people/person.server";
import { upsertSeries } from "~/series/series.server";
import { createMember, type TestMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { forgottenBy } from "../kept-pages";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

const textOf = async (path: string, cookie = "") =>
  (await site.get(path, { headers: cookie ? { Cookie: cookie } : {} })).text();

let count = 0;
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const newMember = (options = {}): Promise<TestMember> =>
  createMember(site.services.db, `member-${++count}`, options);

const say = (member: TestMember, postId: number, body: string, minutes = 0) =>
  createComment(site.services, postId, { body }, { viewer: member, now: minutesLater(minutes) });

test("it shows what they say of themselves, and where else they are", async () => {
  const member = await newMember({ name: "Ada Farrow" });
  const profile = { name: "Ada Farrow", handle: member.handle, site: "https://www.ada.example/notes/" };
  await editProfile(site.services, member.id, { ...profile, bio: "I keep *minutes*." }, new Date());
  const html = await textOf(`/people/${member.handle}`);
  expect(html).toContain('<h1 dir="auto">Ada Farrow</h1>');
  expect(html).toContain(`<span>${member.handle}</span> <span>member since <time dateTime="2026-03-30`);
  expect(html).toContain("I keep <em>minutes</em>.");
  expect(html).toContain(
    '<a href="https://www.ada.example/notes/" rel="me nofollow ugc noopener" class="elsewhere">ada.example/notes</a>',
  );
});

test("it shows neither their address nor what they may do", async () => {
  const member = await newMember({ role: "administrator", email: "hidden@secret.example" });
  const html = await textOf(`/people/${member.handle}`);
  expect(html).not.toMatch(/hidden@|secret\.example|administrator/);
});

test("who is only a name in bylines is no member", async () => {
  await createPost(site.services, { writers: ["zoe"] });
  expect(await textOf("/people/zoe")).not.toContain("member since");
});

test("the way to their profile is theirs alone", async () => {
  const [member, other] = [await newMember(), await newMember({ role: "administrator" })];
  const path = `/people/${member.handle}`;
  const shown = await Promise.all(["", member.cookie, other.cookie].map((cookie) => textOf(path, cookie)));
  expect(shown.map((html) => html.includes("Edit your profile"))).toEqual([false, true, false]);
});

test("it names the series in which they wrote, and not those in which they presented, or that are drafts", async () => {
  const { services } = site;
  const member = await newMember();
  for (const slug of ["written", "presented", "drafted"])
    await upsertSeries(services, { slug, title: `Series ${slug}`, status: "under way", intro: "" }, NOW);
  await createPost(services, { series: "written", part: 1, writers: [member.handle] });
  await createPost(services, { series: "presented", part: 1, writers: ["zoe"], presenters: [member.handle] });
  const drafted = await createPost(services, { series: "drafted", part: 1, writers: [member.handle] });
  await withdrawPost(services, drafted, NOW);
  const html = await textOf(`/people/${member.handle}`);
  const series = /<h2 id="series-title".*?<\/section>/s.exec(html)?.[0] ?? "";
  expect([...series.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(["/series/written"]);
});

test("it shows their newest responses, and all of them are on pages of their own", async () => {
  const member = await newMember();
  const postId = await createPost(site.services, { title: "A talk" });
  for (let number = 1; number <= 23; number++) await say(member, postId, `Remark ${number}.`, number);
  const remarksIn = (html: string) =>
    [...html.matchAll(/Remark (\d+)\./g)].map(([, number]) => Number(number));
  const down = (from: number, to: number) =>
    Array.from({ length: from - to + 1 }, (_, index) => from - index);

  const path = `/people/${member.handle}`;
  const page = await textOf(path);
  expect(remarksIn(page)).toEqual(down(23, 19));
  expect(page).toContain(`href="${path}/responses"`);

  const first = await textOf(`${path}/responses`);
  expect(remarksIn(first)).toEqual(down(23, 4));
  const older = /href="([^"]+\?before=\d+)" rel="next">Older responses/.exec(first)?.[1] ?? "none";
  const second = await site.get(older);
  const html = await second.text();
  expect([second.status, remarksIn(html)]).toEqual([200, down(3, 1)]);
  expect(html).toContain(`, older responses · `);
  const newer = /href="([^"]+\?after=\d+)" rel="prev"/.exec(html)?.[1] ?? "none";
  expect(remarksIn(await textOf(newer))).toEqual(down(23, 4));
});

test("a response that is held, or under a draft, is not shown; nor does a page hang on somebody else’s", async () => {
  const { services } = site;
  const [member, other] = [await newMember(), await newMember()];
  const draft = await createPost(services);
  const open = await createPost(services);
  await say(member, draft, "Under a draft.");
  await say(member, open, "To be seen.");
  const held = await say(member, open, "To be held.");
  await services.db.comment.update({ where: { id: held }, data: { status: "held" } });
  await withdrawPost(services, draft, NOW);
  const theirs = await say(other, open, "Somebody else’s.");
  const path = `/people/${member.handle}/responses`;
  const html = await textOf(path);
  expect(html).toContain("To be seen.");
  expect(html).not.toMatch(/Under a draft|To be held|Somebody else/);
  expect((await site.get(`${path}?before=${theirs}`)).status).toBe(404);
  expect((await site.get(`${path}?before=${held}`)).status).toBe(404);
});

test("what they say, and a post that is withdrawn and published again, refreshes their pages; what others say elsewhere doesn’t", async () => {
  const { services } = site;
  const [member, other] = [await newMember(), await newMember()];
  const input = buildPost();
  const published = await publishPost(services, input, NOW);
  if (!published.ok) throw new Error(published.reason);
  const elsewhere = await createPost(services);
  await say(member, published.postId, "What I said.");
  const theirs = [`/people/${member.handle}`, `/people/${member.handle}/responses`];
  const pages = [...theirs, `/people/${other.handle}`];
  const forgotten = (change: () => Promise<unknown>) => forgottenBy(site, pages, change);

  expect(await forgotten(() => createComment(services, elsewhere))).toEqual([]);
  expect(await forgotten(() => say(member, elsewhere, "And here."))).toEqual(theirs);
  expect(await forgotten(() => withdrawPost(services, published.postId, NOW))).toEqual(theirs);
  expect(await textOf(theirs[1] ?? "")).not.toContain("What I said.");
  expect(await forgotten(() => publishDraft(services, published.postId, input, NOW))).toEqual(theirs);
  expect(await textOf(theirs[1] ?? "")).toContain("What I said.");
  const asGuest = { email: member.email, body: "Said as a guest." };
  await createComment(services, elsewhere, asGuest);
  const claim = () => claimComments(services, member, "all");
  expect(await forgotten(claim)).toEqual(theirs);
  expect(await textOf(theirs[1] ?? "")).toContain("Said as a guest.");
  const own = await services.db.comment.findFirstOrThrow({
    where: { personId: member.id, source: "What I said." },
  });
  expect(await forgotten(() => deleteComment(services, member, own.id))).toEqual(theirs);
  expect(await textOf(theirs[1] ?? "")).not.toContain("What I said.");
});

test("a handle that moved leads on, from each of its pages to the same", async () => {
  const member = await newMember();
  const moved = `${member.handle}-moved`;
  await editProfile(site.services, member.id, { name: "N", handle: moved, site: "", bio: "" }, new Date());
  for (const place of ["", "/responses", "/feed", "/feed.atom", "/feed.json"]) {
    const answer = await site.get(`/people/${member.handle}${place}`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([301, `/people/${moved}${place}`]);
  }
});

test("who is gone has no page and no feed, and no link leads there", async () => {
  const { services } = site;
  const member = await newMember({ name: "Soon gone" });
  const path = `/people/${member.handle}`;
  await createPost(services, { slug: "left-behind", writers: [member.handle], presenters: ["zoe"] });
  const linking = await createPost(services, { slug: "linking", source: "See [it](/posts/left-behind)." });
  await createPost(services, {
    slug: "linked",
    writers: [member.handle],
    source: "See [it](/posts/linking).",
  });
  await say(member, linking, "My last word.");
  expect(await textOf("/posts/linking")).toContain(`href="${path}"`);

  await services.db.write((tx) => anonymisePerson(tx, member.id));
  const leading = new RegExp(`/people/(former-${member.id}|${member.handle})\\b`);
  for (const place of ["", "/responses", "/feed"])
    for (const handle of [member.handle, `former-${member.id}`])
      expect((await site.get(`/people/${handle}${place}`)).status).toBe(410);
  for (const page of ["/", "/posts/left-behind", "/posts/linking", "/posts/linked", "/people/zoe"]) {
    const html = await textOf(page);
    expect(html).toContain("A former member");
    expect(html).not.toMatch(leading);
  }
  expect(await textOf("/people/zoe/feed.atom")).toContain("<name>A former member</name>");
  expect(await textOf("/people/zoe/feed.atom")).not.toMatch(leading);
});

test("a hostile name or site does no harm", async () => {
  const member = await newMember();
  const profile = { name: '<script>"x"</script>', handle: member.handle, site: 'https://x.example/"><b>' };
  await editProfile(site.services, member.id, { ...profile, bio: "" }, new Date());
  expect(await textOf(`/people/${member.handle}`)).not.toMatch(/<script>"|"><b>/);
});
