// An appeal from the writer's page to the answer, over HTTP: a member's, and a guest's by their secret link.

import { beforeEach, expect, test } from "vitest";
import { MAX_APPEAL_CHARS } from "~/moderation/appeals/appeal";
import { toField } from "~/moderation/response-ref";
import { setHolding } from "../../../factories/moderation";
import { createMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";
import { typed } from "../../responding/typed";

let site: TestSite;
let mo: Visitor;
let eve: Visitor;

beforeEach(async () => {
  site = await openTestSite();
  await createPost(site.services, { slug: "first", title: "First" });
  const moderator = async (handle: string, name: string) =>
    new Visitor(site, (await createMember(site.services.db, handle, { moderates: true, name })).cookie);
  mo = await moderator("mo", "Mona Lind");
  eve = await moderator("eve", "Eve Roth");
});

const text = (html: string) => html.replaceAll("<!-- -->", "");
const decisionIn = (html: string) => /name="decision" value="(\d+)"/.exec(html)?.[1] ?? "";

async function removeOne(id: number, status: "approved" | "held" = "approved") {
  const response = toField({ kind: "comment", id, status });
  await mo.post("/moderation/remove", { response, reason: "rude", words: "Stay kind." });
}

test("lets a member ask once, another moderator answer with words, and the member read the answer", async () => {
  const ada = await createMember(site.services.db, "ada");
  const { id: postId } = await site.services.db.post.findFirstOrThrow();
  const id = await createComment(site.services, postId, { body: "Cross words." }, { viewer: ada });
  const writer = new Visitor(site, ada.cookie);
  const page = `/comments/${id}/status`;
  expect((await writer.get(page)).html).not.toContain("Ask for another look");
  await removeOne(id);
  const opened = text((await writer.get(page)).html);
  expect(opened).toContain("It attacks or belittles a person");
  expect(opened).toContain("No filter decided this.");
  expect(opened).toContain("Another moderator than the one who decided will look again.");
  const decision = decisionIn(opened);
  const address = `/comments/${id}/appeal`;
  const empty = await writer.post(address, { decision, text: " " });
  expect([empty.status, errorOf(empty, "text")]).toEqual([
    422,
    "Please write why the decision should be looked at again.",
  ]);
  const long = await writer.post(address, { decision, text: "x".repeat(MAX_APPEAL_CHARS + 1) });
  expect([long.status, typedIn(long, "text")?.length]).toEqual([422, MAX_APPEAL_CHARS + 1]);
  expect((await writer.post(address, { decision, text: "I quoted the post." })).location).toBe(
    `${page}#appeal-title`,
  );
  const twice = await writer.post(address, { decision, text: "Please." });
  expect([twice.status, alertOf(twice)]).toEqual([
    409,
    "You have asked for another look at this decision already.",
  ]);
  expect((await writer.get(page)).html).toContain("Your appeal is waiting for a moderator");

  expect(text((await eve.get("/moderation")).html)).toContain("1 appeal is waiting for an answer");
  const waiting = text((await mo.get("/moderation/appeals")).html);
  expect(waiting).toContain("You decided this, so it waits for another moderator.");
  expect(waiting).not.toContain("The decision stands");
  const { id: appealId } = await site.services.db.appeal.findFirstOrThrow();
  const forOthers = await mo.post(`/moderation/appeals/${appealId}/reverse`, { words: "" });
  expect(forOthers.status).toBe(409);
  const open = text((await eve.get("/moderation/appeals")).html);
  expect(open).toContain("I quoted the post.");
  const wordless = await eve.post(`/moderation/appeals/${appealId}/uphold`, { words: " " });
  expect([wordless.status, errorOf(wordless, `words-appeal-${appealId}`)]).toEqual([
    422,
    "Please say why the decision stands: we show it to the writer.",
  ]);
  const upheld = await eve.post(`/moderation/appeals/${appealId}/uphold`, { words: "A quote isn’t needed." });
  expect(upheld.location).toBe("/moderation/appeals?done=upheld");
  const late = await eve.post(`/moderation/appeals/${appealId}/reverse`, { words: "" });
  expect([late.status, alertOf(late)]).toEqual([
    409,
    "Nothing was changed: another moderator has answered this appeal in the meantime.",
  ]);
  const told = text((await writer.get(page)).html);
  expect(told).toContain("A quote isn’t needed.");
  expect(told).not.toMatch(/Mona|Eve/);
  expect(text((await eve.get("/moderation/log/all")).html)).toContain(
    "Eve Roth</bdi> looked again after an appeal, and left it as it was.",
  );
  expect(text((await writer.get("/moderation/log")).html)).toContain(
    "1 appeal was answered: the decision stands.",
  );
});

test("gives a guest the same by their secret link, and publishes the reply when the decision is reversed", async () => {
  await setHolding(site.services.db, "guests");
  const guest = new Visitor(site);
  const { location } = await guest.post("/posts/first/respond", typed({ body: "Held words." }));
  const own = location?.split(/[?#]/)[0] ?? "";
  const { id } = await site.services.db.comment.findFirstOrThrow();
  await removeOne(id, "held");
  const { html } = await guest.get(own);
  const made = await guest.post(`${own}/appeal`, { decision: decisionIn(html), text: "It was a quote." });
  expect([made.location, made.headers.get("Referrer-Policy")]).toEqual([
    `${own}#appeal-title`,
    "no-referrer",
  ]);
  const { id: appealId } = await site.services.db.appeal.findFirstOrThrow();
  const reversed = await eve.post(`/moderation/appeals/${appealId}/reverse`, { words: "You are right." });
  expect(reversed.location).toMatch(/^\/moderation\?done=\d+$/);
  expect(await (await site.get("/posts/first")).text()).toContain("Held words.");
  const told = text((await guest.get(own)).html);
  expect(told).toContain("The decision was reversed");
  expect(told).toContain("You are right.");
  expect((await guest.get(`${own}/appeal`)).headers.get("X-Robots-Tag")).toBe("noindex, nofollow");
});

test("labels the field of each answer, and leads from an error to its own", async () => {
  const { id: postId } = await site.services.db.post.findFirstOrThrow();
  for (const handle of ["ada", "ben"]) {
    const member = await createMember(site.services.db, handle);
    const id = await createComment(site.services, postId, {}, { viewer: member });
    await removeOne(id);
    const writer = new Visitor(site, member.cookie);
    const { html } = await writer.get(`/comments/${id}/status`);
    await writer.post(`/comments/${id}/appeal`, { decision: decisionIn(html), text: "Why?" });
  }
  const { html } = await eve.get("/moderation/appeals");
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const [, second] = await site.services.db.appeal.findMany({ orderBy: { id: "asc" } });
  const refused = await eve.post(`/moderation/appeals/${second?.id}/uphold`, { words: "" });
  expect(refused.html).toContain(`href="#field-words-appeal-${second?.id}"`);
});

test("answers what can't be appealed or answered with a reason, and keeps what was typed", async () => {
  const { id: postId } = await site.services.db.post.findFirstOrThrow();
  const ada = await createMember(site.services.db, "ada");
  const id = await createComment(site.services, postId, {}, { viewer: ada });
  const writer = new Visitor(site, ada.cookie);
  for (const decision of ["", "0", "x", "99999999999"]) {
    const answer = await writer.post(`/comments/${id}/appeal`, { decision, text: "Why?\0" });
    expect(answer.status).toBe(409);
    expect(answer.html).toMatch(/<textarea id="typed"[^>]*>Why\?/);
    expect(alertOf(answer)).toContain("a moderator has decided anew in the meantime");
  }
  expect((await eve.post("/moderation/appeals/999/reverse", { words: "" })).status).toBe(404);
  expect((await eve.post("/moderation/appeals/x/reverse", { words: "" })).status).toBe(404);
});
