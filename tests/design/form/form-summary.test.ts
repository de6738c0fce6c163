// Every form, when refused, has an error in its title and one summary that takes the focus and links to its
// fields.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember, linkIn, receiveEmails, type TestMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";

let site: TestSite;
let member: TestMember;
let boss: TestMember;
let passkey: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const postId = await createPost(site.services, { slug: "x" });
  await createComment(site.services, postId, { email: "mia@example.org" });
  member = await createMember(site.services.db, "mia");
  boss = await createMember(site.services.db, "bo", { role: "administrator" });
  const row = await site.services.db.passkey.create({
    data: {
      ...{ accountId: member.accountId, credentialId: "c", publicKey: "k", counter: 0 },
      ...{ name: "Key", transports: "", createdAt: new Date() },
    },
  });
  passkey = row.id;
});
afterAll(() => site.close());

interface Refused {
  path: () => string | Promise<string>;
  by?: () => TestMember;
  fields?: Record<string, string>;
  /** Names of the fields with errors. */
  wrong: string[];
}

async function joinLink(): Promise<string> {
  const email = "new@example.org";
  await site.post("/join", { email });
  return linkIn((await receiveEmails(site, email))[0] as never);
}

const FORMS: Record<string, Refused> = {
  "a reply": { path: () => "/posts/x/respond", wrong: ["body", "name", "email"] },
  "a preview": { path: () => "/posts/x/preview", wrong: ["body"] },
  "to join": { path: () => "/join", wrong: ["email"] },
  joining: { path: joinLink, wrong: ["name", "handle", "password"] },
  "to sign in": { path: () => "/sign-in", wrong: ["email", "password"] },
  "signing in": { path: () => "/sign-in", fields: { email: "a@b.example", password: "wrong" }, wrong: [] },
  "a new password": { path: () => "/reset", wrong: ["email"] },
  "a profile": { path: () => "/settings", by: () => member, wrong: ["name", "handle"] },
  "another password": { path: () => "/settings/password", by: () => member, wrong: ["password"] },
  "another address": { path: () => "/settings/email", by: () => member, wrong: ["email"] },
  "one's data": { path: () => "/settings/data", by: () => member, fields: { proof: "no" }, wrong: ["proof"] },
  leaving: { path: () => "/settings/data/leave", by: () => member, wrong: ["way"] },
  "earlier comments": { path: () => "/settings/comments", by: () => member, wrong: [] },
  "another name for a passkey": {
    path: () => `/settings/passkeys/${passkey}/rename`,
    by: () => member,
    wrong: ["name"],
  },
  "removing a passkey": {
    path: () => `/settings/passkeys/${passkey}/remove`,
    by: () => member,
    fields: { proof: "no" },
    wrong: ["proof"],
  },
  "an invitation": {
    path: () => "/moderation/invitations",
    by: () => boss,
    fields: { email: "x", role: "king", days: "1000" },
    wrong: ["email", "role", "days"],
  },
  "the site": {
    path: () => "/moderation/site",
    by: () => boss,
    fields: {
      ...{ timeZone: "Moon", language: "?", joining: "x", newRole: "x", holding: "x", licence: "x" },
      withoutAccount: "x",
    },
    wrong: [
      ...["name", "tagline", "language", "timeZone", "joining", "newRole", "holding", "licence"],
      "picturesInResponses",
      "aiCrawlersAway",
      "withoutAccount",
    ],
  },
  "a role": {
    path: () => "/moderation/people/mia/role",
    by: () => boss,
    fields: { role: "king" },
    wrong: ["role"],
  },
};

test.each(Object.entries(FORMS))(
  "%s, when refused, has one error summary that takes the focus and links to its fields",
  async (_what, form) => {
    const headers = form.by && { headers: { Cookie: form.by().cookie } };
    const answer = await site.post(await form.path(), form.fields ?? {}, headers);
    const html = await answer.text();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(/<title>(.*?)<\/title>/.exec(html)?.[1]).toMatch(/^Error: (?!Error)/);

    const summaries = [...html.matchAll(/<div class="form-refusal"([^>]*)>(.*?)<\/div>/gs)].filter(
      ([, attributes]) => !attributes?.includes("hidden"),
    );
    expect(summaries.length).toBe(1);
    const [, attributes, inside = ""] = summaries[0] ?? [];
    expect(attributes).toMatch(/role="alert".*tabindex="-1".*autofocus/i);
    expect(inside).toMatch(/^<p>[^<]+<\/p>/);
    const links = [...inside.matchAll(/<a href="#([^"]+)">[^<]+<\/a>/g)].map(([, id = ""]) => id);
    expect(links.toSorted()).toEqual(form.wrong.map((name) => `field-${name}`).toSorted());
    for (const id of links)
      expect(html).toMatch(
        new RegExp(`<(?:input|select|textarea)(?=[^>]* id="${id}")(?![^>]*type="hidden")`),
      );
  },
);

test("the title of a form without errors has no “Error”", async () => {
  expect(await (await site.get("/sign-in")).text()).toMatch(/<title>Sign in/);
});
