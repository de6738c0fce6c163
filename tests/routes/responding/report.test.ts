// Reporting a response or a post, and what moderators make of it, over HTTP.

import { beforeEach, expect, test } from "vitest";
import { tellReporterJob } from "~/flows/moderating/report.server";
import { deletePost } from "~/flows/publishing/publish-post.server";
import { toField } from "~/moderation/response-ref";
import { createMember, receiveEmails } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { errorOf, Visitor } from "../../factories/visitor";

let site: TestSite;
let mo: Visitor;
let ada: Visitor;
let commentId: number;
let postId: number;

beforeEach(async () => {
  site = await openTestSite();
  const { services } = site;
  postId = await createPost(services, { slug: "first", title: "First" });
  commentId = await createComment(services, postId, { name: "Rude Rob", body: "Cross words." });
  mo = new Visitor(site, (await createMember(services.db, "mo", { moderates: true })).cookie);
  ada = new Visitor(site, (await createMember(services.db, "ada", { name: "Ada Reader" })).cookie);
});

const stranger = { reason: "identifies", text: "That is my street.", name: "Sam", email: "sam@example.org" };
const reportsOf = () => site.services.db.report.findMany({ orderBy: { id: "asc" } });

test("takes a member's report once, which hides nothing and which only moderators see", async () => {
  const address = `/comments/${commentId}/report`;
  expect(await (await site.get("/posts/first")).text()).toContain(`href="${address}"`);
  expect((await ada.get(address)).html).toContain("Cross words.");
  for (const text of ["He is rude.", "Again."])
    expect((await ada.post(address, { reason: "rude", text })).html).toContain(
      "Thank you, we received your report",
    );
  expect(await reportsOf()).toMatchObject([{ commentId, text: "He is rude.", status: "open" }]);
  expect(await (await site.get("/posts/first")).text()).toContain("Cross words.");
  const { html } = await mo.get("/moderation/reports");
  expect(html).toContain("He is rude.");
  expect(html).toContain("Ada Reader");
  expect((await ada.get("/moderation/reports")).status).toBe(403);
});

test("asks a stranger for a name, an address and an explanation, keeps what was typed, and confirms the address", async () => {
  const guest = new Visitor(site);
  const address = "/posts/first/report";
  const refused = await guest.post(address, { reason: "unlawful", text: " ", name: " ", email: "x" });
  expect(refused.status).toBe(422);
  for (const field of ["text", "name", "email"]) expect(errorOf(refused, field)).not.toBe("");
  expect(refused.html).toContain('value="unlawful" selected');
  expect((await guest.post(address, stranger)).html).toContain("Please confirm your address");
  const [mail] = await receiveEmails(site, "sam@example.org");
  const link = /\/reports\/[0-9a-f]+/.exec(mail?.text ?? "")?.[0] ?? "";
  const opened = await guest.get(link);
  expect(opened.html).toContain("Confirm your report");
  expect(opened.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await reportsOf()).toMatchObject([{ postId, confirmedAt: null }]);
  await guest.post(link);
  expect((await guest.get(link)).html).toContain("Your report is waiting for a moderator");
  expect((await reportsOf())[0]?.confirmedAt).not.toBeNull();
});

test("upholds reports of what a moderator removes, opens them again when that is undone, and dismisses others", async () => {
  await ada.post(`/comments/${commentId}/report`, { reason: "rude", text: "" });
  const response = toField({ kind: "comment", id: commentId, status: "approved" });
  const { location } = await mo.post("/moderation/remove", { response, reason: "rude", words: "" });
  expect(await reportsOf()).toMatchObject([{ status: "upheld" }]);
  await mo.post("/moderation/undo", { entry: location?.split("=")[1] ?? "" });
  expect(await reportsOf()).toMatchObject([{ status: "open", decidedAt: null }]);
  const dismissed = await mo.post("/moderation/reports/dismiss", { reported: `comment-${commentId}` });
  expect(dismissed.location).toBe("/moderation/reports?done=dismissed");
  expect(await reportsOf()).toMatchObject([{ status: "dismissed" }]);
  expect((await mo.get("/moderation/reports")).html).toContain("No open reports.");
});

test("leaves what may be unlawful to administrators, and posts to editors", async () => {
  await ada.post(`/comments/${commentId}/report`, { reason: "unlawful", text: "Section 1." });
  await ada.post("/posts/first/report", { reason: "off-topic", text: "" });
  const { html } = await mo.get("/moderation/reports");
  expect(html).toContain("An administrator decides about what may be against the law.");
  expect(html).not.toContain("The post ‘");
  await mo.post("/moderation/reports/dismiss", { reported: `comment-${commentId}` });
  expect((await mo.post("/moderation/reports/dismiss", { reported: `post-${postId}` })).status).toBe(403);
  expect(await reportsOf()).toMatchObject([{ status: "open" }, { status: "open" }]);
  const boss = new Visitor(
    site,
    (await createMember(site.services.db, "boss", { role: "administrator" })).cookie,
  );
  expect((await boss.get("/moderation/reports")).html).toContain("The post ‘");
  for (const reported of [`comment-${commentId}`, `post-${postId}`])
    await boss.post("/moderation/reports/unlawful/dismiss", { reported });
  expect(await reportsOf()).toMatchObject([{ status: "dismissed" }, { status: "dismissed" }]);
});

test("shows an administrator the versions of a reported post that was deleted, as plain text", async () => {
  const source = "First <b>line</b>.\n\nSecond *line*.";
  const id = await createPost(site.services, { slug: "bad", title: "A <i>title</i>", source });
  await ada.post("/posts/bad/report", { reason: "unlawful", text: "Section 1." });
  await deletePost(site.services, id, new Date());
  const { db } = site.services;
  const member = async (role: "editor" | "administrator") =>
    new Visitor(site, (await createMember(db, role, { role })).cookie);
  const boss = await member("administrator");
  const { html } = await boss.get("/moderation/reports");
  expect(html).toContain("A post that was deleted.");
  expect(html).toContain("A &lt;i&gt;title&lt;/i&gt;");
  const address = /\/moderation\/reports\/versions\/\d+/.exec(html)?.[0] ?? "";
  expect((await boss.get(address)).html).toContain("First &lt;b&gt;line&lt;/b&gt;.\n\nSecond *line*.");
  const editor = await member("editor");
  expect((await editor.get("/moderation/reports")).html).toContain("No open reports.");
  expect((await editor.get(address)).status).toBe(403);
  await boss.post("/moderation/reports/unlawful/uphold", { reported: `sealed-post-${id}` });
  expect((await boss.get(address)).status).toBe(404);
  expect((await boss.get("/moderation/log/all")).html).toContain("What it was about is deleted.");
});

test("tells the outcome to a stranger who confirmed their address, and to no other", async () => {
  const guest = new Visitor(site);
  await guest.post(`/comments/${commentId}/report`, stranger);
  const [mail] = await receiveEmails(site, "sam@example.org");
  await mo.post("/moderation/reports/dismiss", { reported: `comment-${commentId}` });
  const [report] = await reportsOf();
  const tell = () => tellReporterJob.run(site.services, { reportId: report?.id ?? 0 }, new Date());
  const count = () => site.services.db.job.count({ where: { kind: "mail" } });
  const before = await count();
  await tell();
  expect(await count()).toBe(before);
  await guest.post(/\/reports\/[0-9a-f]+/.exec(mail?.text ?? "")?.[0] ?? "");
  await tell();
  const [, outcome] = await receiveEmails(site, "sam@example.org", 2);
  expect(outcome?.subject).toMatch(/^The outcome of your report/);
  expect(outcome?.text.replace(/\s+/g, " ")).toContain("decided that it can stay");
});

test.each(["__proto__", "constructor", "x"])("says nothing of an outcome named %s", async (done) => {
  expect((await mo.get(`/moderation/reports?done=${done}`)).status).toBe(200);
});

test.each(["/comments/999/report", "/pingbacks/1/report", "/posts/none/report", "/comments/x/report"])(
  "answers a report at %s, where nothing can be read, with 404",
  async (address) => {
    expect([(await ada.get(address)).status, (await ada.post(address, { reason: "rude" })).status]).toEqual([
      404, 404,
    ]);
  },
);

test("limits reports of one member by the hour, and keeps what was typed", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  await createPost(limited.services, { slug: "first" });
  const eve = new Visitor(limited, (await createMember(limited.services.db, "eve")).cookie);
  for (let number = 0; number < 10; number++)
    await eve.post("/posts/first/report", { reason: "rude", text: "x" });
  const refused = await eve.post("/posts/first/report", { reason: "rude", text: "My words." });
  expect([refused.status, refused.html.includes("My words.")]).toEqual([429, true]);
});

test("offers to edit or delete one's own comment instead of reporting it", async () => {
  const viewer = await createMember(site.services.db, "own");
  const id = await createComment(site.services, postId, {}, { viewer });
  const own = new Visitor(site, viewer.cookie);
  const { html } = await own.get(`/comments/${id}/report`);
  expect(html).toContain("This is your own comment");
  expect(html).toContain(`href="/comments/${id}/edit"`);
  expect((await own.post(`/comments/${id}/report`, { reason: "rude", text: "" })).status).toBe(409);
  expect(await reportsOf()).toEqual([]);
});
