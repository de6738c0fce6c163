// A person's page and the page of their responses.

import { afterAll, beforeAll, expect, test } from "vitest";
import { claimComments } from "~/flows/accounts/claim-comments.server";
import { publishDraft, publishPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { anonymisePerson, editProfile } from "~/people/person.server";
import { upsertSeries } from "~/series/series.server";
import { createMember, type TestMember, UNCITED } from "../../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { forgottenBy } from "../../kept-pages";

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

test("shows a person's biography, website and date of joining", async () => {
  const member = await newMember({ name: "Ada Farrow" });
  const profile = { name: "Ada Farrow", handle: member.handle, site: "https://www.ada.example/notes/" };
  await editProfile(
    site.services,
    member.id,
    { ...profile, ...UNCITED, orcid: "", bio: "I keep *minutes*." },
    new Date(),
  );
  const html = await textOf(`/people/${member.handle}`);
  expect(html).toContain('<h1 dir="auto">Ada Farrow</h1>');
  expect(html).toContain(`<span>${member.handle}</span> <span>member since <time dateTime="2026-03-30`);
  expect(html).toContain("I keep <em>minutes</em>.");
  expect(html).toContain(
    '<a href="https://www.ada.example/notes/" rel="me nofollow ugc noopener" class="elsewhere">ada.example/notes</a>',
  );
});

test("shows neither a member's e-mail address nor their role", async () => {
  const member = await newMember({ role: "administrator", email: "hidden@secret.example" });
  const html = await textOf(`/people/${member.handle}`);
  expect(html).not.toMatch(/hidden@|secret\.example|administrator/);
});

test("shows no date of joining for a person without an account", async () => {
  await createPost(site.services, { writers: ["zoe"] });
  expect(await textOf("/people/zoe")).not.toContain("member since");
});

test("links only the member to their own profile's form", async () => {
  const [member, other] = [await newMember(), await newMember({ role: "administrator" })];
  const path = `/people/${member.handle}`;
  const shown = await Promise.all(["", member.cookie, other.cookie].map((cookie) => textOf(path, cookie)));
  expect(shown.map((html) => html.includes("Edit your profile"))).toEqual([false, true, false]);
});

test("lists series with published parts that the person wrote", async () => {
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

test("shows the newest responses, and pages through all of them", async () => {
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

test("hides responses that are held or to a draft, and pages only from the person's own", async () => {
  const { services } = site;
  const [member, other] = [await newMember(), await newMember()];
  const draft = await createPost(services);
  const open = await createPost(services);
  await say(member, draft, "Under a draft.");
  await say(member, open, "To be seen.");
  const held = await say(member, open, "To be held.");
  await services.db.comment.update({
    where: { id: held },
    data: { status: "held", number: null, path: null },
  });
  await withdrawPost(services, draft, NOW);
  const theirs = await say(other, open, "Somebody else’s.");
  const path = `/people/${member.handle}/responses`;
  const html = await textOf(path);
  expect(html).toContain("To be seen.");
  expect(html).not.toMatch(/Under a draft|To be held|Somebody else/);
  expect((await site.get(`${path}?before=${theirs}`)).status).toBe(404);
  expect((await site.get(`${path}?before=${held}`)).status).toBe(404);
  // Readers may still have a link to the page after a comment that was hidden since.
  const place = { number: 99, path: "002r" };
  await services.db.comment.update({ where: { id: held }, data: place });
  expect((await site.get(`${path}?before=${held}`)).status).toBe(200);
});

test("refreshes a person's pages after their own responses and changes to their post, and not after others'", async () => {
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
  expect(await forgotten(() => deleteComment(services, member, own.id, NOW))).toEqual(theirs);
  expect(await textOf(theirs[1] ?? "")).not.toContain("What I said.");
});

test("redirects a former handle from each of its pages", async () => {
  const member = await newMember();
  const moved = `${member.handle}-moved`;
  await editProfile(
    site.services,
    member.id,
    { name: "N", handle: moved, ...UNCITED, site: "", orcid: "", bio: "" },
    new Date(),
  );
  for (const place of ["", "/responses", "/feed", "/feed.atom", "/feed.json"]) {
    const answer = await site.get(`/people/${member.handle}${place}`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([301, `/people/${moved}${place}`]);
  }
});

test("removes a deleted person's page and feed, and every link to them", async () => {
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

test("escapes a hostile name and website", async () => {
  const member = await newMember();
  const profile = { name: '<script>"x"</script>', handle: member.handle, site: 'https://x.example/"><b>' };
  await editProfile(site.services, member.id, { ...profile, ...UNCITED, orcid: "", bio: "" }, new Date());
  expect(await textOf(`/people/${member.handle}`)).not.toMatch(/<script>"|"><b>/);
});
