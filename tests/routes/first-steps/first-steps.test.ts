// The list that leads the first administrator of a new site.

import { expect, test } from "vitest";
import { offerFirstRun } from "~/accounts/joining/join.server";
import { endFirstStepsJob } from "~/flows/first-steps.server";
import { saveSettings } from "~/site/site.server";
import { createMember, PASSWORD } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { openTestSite } from "../../factories/site";
import { type Answer, Visitor } from "../../factories/visitor";

/** An empty site with its first administrator. */
async function open() {
  const site = await openTestSite();
  const { cookie } = await createMember(site.services.db, "ada", { role: "administrator" });
  return { site, ada: new Visitor(site, cookie) };
}

/** Each step with its state, as the page says it. */
const stepsIn = ({ html }: Answer) =>
  Object.fromEntries(
    [...html.matchAll(/<h2>([^<]*)<\/h2><p class="first-step-state">([^<]*)</g)].map(([, step, state]) => [
      step,
      state,
    ]),
  );

const OPEN = {
  "Name the site": "To do",
  "Set up e-mail": "To do",
  "Write a first post": "To do",
  "Invite somebody": "To do",
  "Remove the sample blog": "Done",
};

test("the first administrator comes to the list after joining, and it is linked until all is done", async () => {
  const site = await openTestSite();
  const { db } = site.services;
  const secret = await offerFirstRun(db, new Date());
  const ada = new Visitor(site);
  const joined = await ada.post(`/join/${secret}`, {
    ...{ name: "Ada", handle: "ada", email: "ada@example.org", password: PASSWORD },
  });
  expect([joined.status, joined.location]).toEqual([303, "/first-steps?done=joined"]);
  const page = await ada.get(joined.location ?? "");
  expect(stepsIn(page)).toEqual(OPEN);
  expect(page.html).toContain("Welcome! Your account is ready.");
  expect((await ada.get("/")).html).toContain('<a href="/first-steps">First steps for this site</a>: 4 left');

  await saveSettings(site.services, buildSettings({ name: "Our Table" }));
  await createPost(site.services, { slug: "first", writers: ["ada"] });
  expect((await ada.post("/first-steps/email/none")).location).toBe("/first-steps?done=no-email");
  expect(stepsIn(await ada.get("/first-steps"))).toEqual({
    ...{ "Name the site": "Done", "Set up e-mail": "Done: this site sends no e-mail" },
    ...{ "Write a first post": "Done", "Invite somebody": "To do", "Remove the sample blog": "Done" },
  });
  const fields = { role: "author", days: "7", email: "", handle: "" };
  expect((await ada.post("/moderation/invitations", fields)).status).toBe(200);
  expect((await ada.get("/first-steps")).status).toBe(404);
  expect((await ada.get("/")).html).not.toContain("/first-steps");
});

test("a draft, a scheduled post or a revoked invitation takes no step", async () => {
  const { site, ada } = await open();
  await createPost(site.services, { slug: "later" });
  await site.services.db.post.updateMany({ data: { status: "scheduled" } });
  const fields = { role: "author", days: "7", email: "", handle: "" };
  await ada.post("/moderation/invitations", fields);
  const { id } = await site.services.db.invitation.findFirstOrThrow();
  await ada.post(`/moderation/invitations/${id}/revoke`);
  expect(stepsIn(await ada.get("/first-steps"))).toEqual(OPEN);
});

test("a step is skipped and taken up again, and all are hidden and shown again", async () => {
  const { ada } = await open();
  await ada.post("/first-steps/invite/skip");
  expect(stepsIn(await ada.get("/first-steps"))).toMatchObject({ "Invite somebody": "Skipped" });
  expect((await ada.get("/")).html).toContain(": 3 left");
  await ada.post("/first-steps/invite/resume");
  expect(stepsIn(await ada.get("/first-steps"))).toEqual(OPEN);

  const hidden = await ada.post("/first-steps/all/skip");
  expect((await ada.get(hidden.location ?? "")).html).toContain("Show the first steps again");
  expect([(await ada.get("/first-steps")).status, (await ada.get("/")).html.includes("first-steps")]).toEqual(
    [404, false],
  );
  await ada.post("/first-steps/all/resume");
  expect(stepsIn(await ada.get("/first-steps"))).toEqual(OPEN);
});

test.each(["/first-steps/none/skip", "/first-steps/post/none", "/first-steps/__proto__/skip"])(
  "answers 404 to the unknown step %s",
  async (address) => {
    const { site, ada } = await open();
    expect((await ada.post(address)).status).toBe(404);
    expect(await site.services.db.firstStep.count()).toBe(0);
  },
);

test("steps that are all done don’t come back later", async () => {
  const { site, ada } = await open();
  const { db } = site.services;
  const end = () => endFirstStepsJob.run(site.services, {}, new Date());
  await end();
  expect((await ada.get("/first-steps")).status).toBe(200);
  for (const step of ["name", "email", "invite"]) await ada.post(`/first-steps/${step}/skip`);
  const postId = await createPost(site.services, { slug: "first" });
  await end();
  await db.post.delete({ where: { id: postId } });
  expect((await ada.get("/first-steps")).status).toBe(404);
});

test.each(["email=0", "email=99999999999", "email=1&wait=x", "done=__proto__"])(
  "an odd query, %s, gives the page",
  async (query) => {
    const { ada } = await open();
    expect(stepsIn(await ada.get(`/first-steps?${query}`))).toEqual(OPEN);
  },
);
