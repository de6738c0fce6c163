// Replies of members over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMENTS_PER_MINUTE } from "~/comments/comment.schema";
import { SUGGESTIONS_PER_MINUTE } from "~/comments/references/mention-limits";
import { createCommentLimits } from "~/comments/reply/comment-limits.server";
import { createMember, type TestMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, errorOf, Visitor } from "../../factories/visitor";
import { cacheCounts } from "../kept-pages";
import { typed } from "./typed";

let site: TestSite;
let ada: TestMember;
let visitor: Visitor;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  ada = await createMember(site.services.db, "ada", { name: "Ada Farrow" });
  visitor = new Visitor(site, ada.cookie);
});
afterAll(() => site.close());

let count = 0;

async function newPost() {
  const slug = `replied-to-${++count}`;
  const id = await createPost(site.services, { slug });
  return { id, path: `/posts/${slug}`, respond: `/posts/${slug}/respond`, preview: `/posts/${slug}/preview` };
}

const asAda = (body: string) => ({
  body,
  as: String(ada.id),
  to: "",
  homepage: "",
  opened: String(Date.now()),
});

test("asks a member for the text only, and names the member", async () => {
  const { path, respond } = await newPost();
  for (const page of [path, respond]) {
    const { html } = await visitor.get(page);
    expect(html).toContain("You’re replying as <bdi>Ada Farrow</bdi>.");
    expect(html).not.toMatch(/name="(email|name|site)"|data-remember/);
    expect(html).toContain(`name="as" value="${ada.id}"`);
  }
});

test("shows the member's name with a link to their page, and stores no e-mail address", async () => {
  const { id, path, respond } = await newPost();
  const sent = await visitor.post(respond, {
    ...asAda("Said by me."),
    name: "Eve",
    email: "eve@example.org",
  });
  expect([sent.status, sent.location]).toEqual([
    303,
    expect.stringMatching(`^${path}\\?done=posted-\\d+#comment-`),
  ]);
  const { html } = await new Visitor(site).get(path);
  expect(html).toContain('<h3><a href="/people/ada"><bdi>Ada Farrow</bdi></a></h3>');
  expect(html).not.toContain("Eve");
  const row = await site.services.db.comment.findFirstOrThrow({ where: { postId: id } });
  expect([row.personId, row.guestName, row.guestEmail]).toEqual([ada.id, null, null]);
});

test("refuses an empty reply beside its field, without asking for a name", async () => {
  const { respond } = await newPost();
  const refused = await visitor.post(respond, asAda(" "));
  expect([refused.status, errorOf(refused, "body")]).toEqual([422, "Please write your reply."]);
  expect(refused.html).not.toContain('name="email"');
});

test("previews a member's reply and keeps its author", async () => {
  const { preview } = await newPost();
  const { status, html } = await visitor.post(preview, asAda("How *this* looks."));
  expect(status).toBe(200);
  expect(html).toContain("How <em>this</em> looks.");
  expect(html).toContain("You’re replying as <bdi>Ada Farrow</bdi>.");
  expect(html).toContain(`name="as" value="${ada.id}"`);
  expect(html).toContain("How *this* looks.</textarea>");
});

test("refuses a reply opened as a guest and sent as a member with 409 and its text, and then posts it as theirs", async () => {
  const { id, respond } = await newPost();
  const fields = typed({ body: "Begun before I signed in.", as: "guest" });
  const refused = await visitor.post(respond, fields);
  expect(refused.status).toBe(409);
  expect(alertOf(refused)).toContain("You’ve signed in since you opened this page.");
  expect(refused.html).toContain("Begun before I signed in.</textarea>");
  expect(refused.html).toContain("You’re replying as <bdi>Ada Farrow</bdi>.");
  expect(await site.services.db.comment.count({ where: { postId: id } })).toBe(0);
  expect((await visitor.post(respond, asAda("Begun before I signed in."))).status).toBe(303);
});

test("refuses a reply opened as a member and sent as a guest with 409, and asks for a name", async () => {
  const { id, respond } = await newPost();
  const refused = await new Visitor(site).post(respond, asAda("Begun while I was signed in."));
  expect(refused.status).toBe(409);
  expect(alertOf(refused)).toContain("You’ve been signed out since you opened this page.");
  expect(refused.html).toContain("Begun while I was signed in.</textarea>");
  expect(errorOf(refused, "name")).toBe("Please enter a name. A pseudonym is welcome.");
  expect(refused.html).toContain('name="as" value="guest"');
  expect(await site.services.db.comment.count({ where: { postId: id } })).toBe(0);
  const again = typed({ body: "Begun while I was signed in.", as: "guest", name: "Ada F." });
  expect((await new Visitor(site).post(respond, again)).status).toBe(303);
});

test("refuses a reply opened as one member and sent as another with 409 and its text", async () => {
  const { respond } = await newPost();
  const ken = await createMember(site.services.db, "ken-other", { name: "Ken" });
  const refused = await new Visitor(site, ken.cookie).post(respond, asAda("Begun as Ada."));
  expect(refused.status).toBe(409);
  expect(refused.html).toContain("Begun as Ada.</textarea>");
  expect(refused.html).toContain("You’re replying as <bdi>Ken</bdi>.");
});

test("keeps other pages cached after a member's reply, and caches nothing of the member", async () => {
  const [{ path, respond }, other] = [await newPost(), await newPost()];
  const guest = new Visitor(site);
  for (const page of [path, other.path]) await guest.get(page);
  await visitor.post(respond, asAda("Quietly."));
  const { hit } = await cacheCounts(site);
  await guest.get(other.path);
  expect((await cacheCounts(site)).hit).toBe(hit + 1);
  const { html } = await guest.get(path);
  expect(html).toContain("Quietly.");
  expect(html).not.toMatch(/Sign out|You’re replying as [^a]/);
});

test("limits replies per member, not per network", async () => {
  const strict = await openTestSite({ env: { RATE_LIMITS: "on" } });
  await createPost(strict.services, { slug: "busy" });
  const [one, two] = [
    await createMember(strict.services.db, "one"),
    await createMember(strict.services.db, "two"),
  ];
  const send = async (member: TestMember, number: number) =>
    new Visitor(strict, member.cookie).post("/posts/busy/respond", {
      ...{ body: `Number ${number}.`, as: String(member.id), to: "", homepage: "", opened: "" },
    });
  for (let number = 1; number <= COMMENTS_PER_MINUTE; number++)
    expect((await send(one, number)).status).toBe(303);
  const refused = await send(one, 99);
  expect(refused.status).toBe(429);
  expect(refused.html).toContain("Number 99.</textarea>");
  expect(refused.html).toContain("You’ve posted too many replies");
  expect(refused.html).not.toContain("your network");
  expect((await send(two, 1)).status).toBe(303);
});

test("the page of a reply says who the writer of what is answered is, also when the reply is refused", async () => {
  const { id, respond } = await newPost();
  const { db } = site.services;
  const ken = await db.person.findUniqueOrThrow({ where: { handle: "ken" } });
  const roleIn = (html: string) => /<span class="response-role[^>]*>([^<]*)/.exec(html)?.[1];
  const mo = await createMember(db, "mo", { moderates: true });
  const answered = { guest: await createComment(site.services, id) };
  const ofMember = await createComment(site.services, id, {}, { viewer: ada });
  const ofModerator = await createComment(site.services, id, {}, { viewer: mo });
  const role = async (to: number) => roleIn((await visitor.get(`${respond}?to=${to}`)).html);
  expect([await role(answered.guest), await role(ofMember), await role(ofModerator)]).toEqual([
    "Guest",
    undefined,
    "Moderator",
  ]);
  const refused = await visitor.post(respond, { ...asAda(""), to: String(ofModerator) });
  expect([refused.status, roleIn(refused.html)]).toEqual([422, "Moderator"]);
  await db.comment.update({ where: { id: ofMember }, data: { personId: ken.id } });
  expect(await role(ofMember)).toBe("Author");
});

test("people are suggested to members, from two letters on, and so often a minute", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { db } = limited.services;
  const rita = await createMember(db, "rita", { name: "Rita" });
  const ask = async (q: string, cookie = rita.cookie) => {
    const answer = await limited.get(`/mentions?q=${q}`, { headers: { cookie } });
    return {
      status: answer.status,
      wait: Number(answer.headers.get("Retry-After")),
      text: await answer.text(),
    };
  };
  const found = JSON.stringify([{ handle: "rita", name: "Rita" }]);
  const texts = async (...asked: Parameters<typeof ask>[]) =>
    Promise.all(asked.map(async (one) => (await ask(...one)).text));
  expect(await texts(["ri"], ["RIT"], ["%20ri%20"])).toEqual([found, found, found]);
  const long = "r".repeat(31);
  expect(await texts(["r"], ["%20r%20"], [""], [long], ["%25%25"], ["%F0%9F%90%8C"])).toEqual(
    Array(6).fill("[]"),
  );
  const { secondsToWaitForPeople: wait } = createCommentLimits(db, true);
  for (let count = 0; count < SUGGESTIONS_PER_MINUTE; count++) await wait("", rita);
  const refused = await ask("ri");
  expect([refused.status, refused.text]).toEqual([429, "[]"]);
  expect(refused.wait).toBeGreaterThan(0);
  // Others of the network have theirs.
  const other = await createMember(db, "otto");
  expect((await ask("ri", other.cookie)).text).toBe(found);
  await db.person.update({ where: { id: rita.id }, data: { status: "gone" } });
  expect((await ask("ri", other.cookie)).text).toBe("[]");
});
