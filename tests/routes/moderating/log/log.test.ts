// The public log of moderation, and the whole one for moderators.

import { expect, test } from "vitest";
import { toField } from "~/moderation/response-ref";
import { createMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

async function openModerated() {
  const site = await openTestSite();
  const { services } = site;
  const postId = await createPost(services, { slug: "first", title: "First" });
  const mo = await createMember(services.db, "mo", { moderates: true, name: "Mona Lind" });
  const ids = [
    await createComment(services, postId, { name: "Best Slots", body: "Casino." }),
    await createComment(services, postId, { name: "Rude Rob", body: "Cross words." }),
  ];
  const fields = ids.map((id) => toField({ kind: "comment", id, status: "approved" }));
  return { site, mo: new Visitor(site, mo.cookie), fields };
}

test("tells everyone what was done and why, and never who or to whom", async () => {
  const { site, mo, fields } = await openModerated();
  expect(await (await site.get("/moderation/log")).text()).toContain("Nothing this month.");
  await mo.post("/moderation/mark-spam", { response: fields[0] ?? "" });
  const words = "Please, Rob, stay kind.";
  await mo.post("/moderation/remove", { response: fields[1] ?? "", reason: "rude", words });
  const { html } = await new Visitor(site).get("/moderation/log");
  const text = html.replaceAll("<!-- -->", "");
  expect(text).toContain("1 response was marked as spam.");
  expect(text).toContain("1 response was removed. It attacks or belittles a person");
  expect(text).not.toMatch(/Mona|Slots|Rob|Casino|Cross|First/);
  expect(text).toContain('<meta name="robots" content="noindex"/>');
});

test("leaves out what was undone", async () => {
  const { site, mo, fields } = await openModerated();
  const { location } = await mo.post("/moderation/mark-spam", { response: fields[0] ?? "" });
  await mo.post("/moderation/undo", { entry: location?.split("=")[1] ?? "" });
  expect((await new Visitor(site).get("/moderation/log")).html).toContain("Nothing this month.");
});

test.each(["2026-13", "2019-01", "x", "%00", "9999-12"])(
  "answers the month %s with an error",
  async (month) => {
    const { site } = await openModerated();
    expect((await site.get(`/moderation/log?month=${month}`)).status).toBeOneOf([400, 404]);
  },
);

test("tells moderators who did what to which response", async () => {
  const { mo, fields } = await openModerated();
  await mo.post("/moderation/mark-spam", { response: fields[0] ?? "" });
  const { html } = await mo.get("/moderation/log/all");
  expect(html.replaceAll("<!-- -->", "")).toMatch(
    /Mona Lind<\/bdi> marked it as spam[\s\S]*Comment \d+<\/a>/,
  );
});

test("has decided reports in both logs, and the reporter in neither", async () => {
  const { site, mo, fields } = await openModerated();
  const [, id = ""] = /comment-(\d+)/.exec(fields[1] ?? "") ?? [];
  const reporter = await createMember(site.services.db, "rita", { name: "Rita Reporter" });
  await new Visitor(site, reporter.cookie).post(`/comments/${id}/report`, {
    reason: "rude",
    text: "Not kind.",
  });
  await mo.post("/moderation/reports/dismiss", { reported: `comment-${id}` });
  const all = (await mo.get("/moderation/log/all")).html.replaceAll("<!-- -->", "");
  expect(all).toMatch(/Mona Lind<\/bdi> dismissed the reports of it\.[\s\S]*Comment \d+<\/a>/);
  const everyones = (await new Visitor(site).get("/moderation/log")).html.replaceAll("<!-- -->", "");
  expect(everyones).toContain("The reports of 1 response or post were dismissed.");
  expect(everyones).not.toMatch(/Mona|First/);
  for (const html of [all, everyones]) expect(html).not.toMatch(/Rita|Not kind/);
});

test("takes back with a removal that it upheld the reports", async () => {
  const { site, mo, fields } = await openModerated();
  const [, id = ""] = /comment-(\d+)/.exec(fields[1] ?? "") ?? [];
  const reporter = await createMember(site.services.db, "rita");
  await new Visitor(site, reporter.cookie).post(`/comments/${id}/report`, { reason: "rude", text: "" });
  const { location } = await mo.post("/moderation/remove", { response: fields[1] ?? "", reason: "rude" });
  const log = async () => (await new Visitor(site).get("/moderation/log")).html;
  expect(await log()).toContain("The reports of 1 response or post were upheld.");
  await mo.post("/moderation/undo", { entry: location?.split("=")[1] ?? "" });
  expect(await log()).toContain("Nothing this month.");
});
