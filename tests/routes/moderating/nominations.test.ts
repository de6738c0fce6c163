// Responses that members nominate to become posts, and editors invite their writers, over HTTP.

import { afterAll, expect, test } from "vitest";
import { leave } from "~/flows/accounts/leave.server";
import { NOMINATIONS_LISTED, NOMINATIONS_PER_DAY } from "~/nominations/nomination";
import { listNominated } from "~/nominations/nomination.server";
import { createMember } from "../../factories/people";
import { alertOf, Visitor } from "../../factories/visitor";
import { LIST, openNominating } from "./nominating";

const { site, rita, reader, editor, asVisitor, comment, nominate, decide, isListed, hide } =
  await openNominating();
afterAll(() => site.close());

test("a member nominates a response once, and editors see it without their name", async () => {
  const id = await comment();
  const link = `href="/comments/${id}/nominate"`;
  expect((await reader.get("/posts/old")).html).toContain(link);
  expect((await new Visitor(site).get("/posts/old")).html).not.toContain(link);
  expect(await isListed(id)).toBe(false);
  for (const _twice of [1, 2]) expect((await nominate(id)).location).toBe(`/comments/${id}/nominate`);
  expect((await reader.get(`/comments/${id}/nominate`)).html).toContain("You nominated this response");
  expect(await site.services.db.nominator.count({ where: { nomination: { commentId: id } } })).toBe(1);
  const { html } = await editor.get(LIST);
  expect(html).toContain(`${LIST}/${id}/invite`);
  expect(html).not.toContain("rita");
  // Its nominator leaves: the response is still the same.
  const leaving = await createMember(site.services.db, "len");
  const other = await comment();
  await nominate(other, asVisitor(leaving));
  await leave(site.services, leaving, "anonymise", new Date());
  expect(await isListed(other)).toBe(true);
  expect(await site.services.db.nominator.count({ where: { personId: leaving.id } })).toBe(0);
});

test("two members who nominate one response at the same time make one nomination", async () => {
  const id = await comment();
  const other = asVisitor(await createMember(site.services.db, "otto"));
  const answers = await Promise.all([nominate(id), nominate(id, other), nominate(id)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await site.services.db.nomination.count({ where: { commentId: id } })).toBe(1);
  expect(await site.services.db.nominator.count({ where: { nomination: { commentId: id } } })).toBe(2);
});

test("what isn't public can't be nominated, leaves the list, and its writer isn't invited", async () => {
  const id = await comment();
  await nominate(id);
  const list = await editor.get(LIST);
  expect(list.html).toContain(`${LIST}/${id}/invite`);
  await hide(id, "held");
  expect(await isListed(id)).toBe(false);
  expect((await nominate(id)).status).toBe(404);
  const refused = await decide(id, "invite");
  expect([refused.status, alertOf(refused)]).toEqual([
    409,
    "This response can’t be read by everyone any more, so its writer wasn’t invited.",
  ]);
  await hide(id, "approved");
  expect(await isListed(id)).toBe(true);
});

test("one's own response can't be nominated, and its writer among the editors can't be invited by themselves", async () => {
  const own = await comment(rita);
  expect((await reader.get("/posts/old")).html).not.toContain(`href="/comments/${own}/nominate"`);
  const refused = await nominate(own);
  expect([refused.status, refused.html.includes("This is your own response")]).toEqual([409, true]);
  const ed = await createMember(site.services.db, "ed", { role: "editor" });
  const ofEditor = await comment(ed);
  await nominate(ofEditor);
  expect((await asVisitor(ed).get(LIST)).html).toContain(`href="/write?continue=${ofEditor}"`);
  expect((await decide(ofEditor, "invite", asVisitor(ed))).status).toBe(409);
});

test("a member nominates at most so many responses a day, and is told", async () => {
  const eager = await createMember(site.services.db, "eager");
  const { db } = site.services;
  for (let number = 0; number < NOMINATIONS_PER_DAY; number++) {
    const nomination = { create: { commentId: await comment(), createdAt: new Date() } };
    await db.nominator.create({
      data: { nomination, person: { connect: { id: eager.id } }, createdAt: new Date() },
    });
  }
  const refused = await nominate(await comment(), asVisitor(eager));
  expect([refused.status, alertOf(refused)]).toEqual([429, expect.stringContaining("within a day")]);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await db.nominator.updateMany({ where: { personId: eager.id }, data: { createdAt: yesterday } });
  expect((await nominate(await comment(), asVisitor(eager))).status).toBe(303);
});

test("the list ends at so many nominations, the newest first", async () => {
  const { db } = site.services;
  const { id: _id, ...row } = await db.comment.findUniqueOrThrow({ where: { id: await comment() } });
  const rows = Array.from({ length: NOMINATIONS_LISTED + 1 }, (_, at) => ({
    ...{ ...row, number: 10_000 + at, path: `z${at}` },
  }));
  await db.comment.createMany({ data: rows.map((one) => ({ ...one, secretHash: null, mailedHash: null })) });
  const added = await db.comment.findMany({ where: { number: { gte: 10_000 } }, orderBy: { number: "asc" } });
  const later = (at: number) => new Date(Date.now() + at);
  await db.nomination.createMany({
    data: added.map(({ id: commentId }, at) => ({ commentId, createdAt: later(at) })),
  });
  expect(await listNominated(db)).toEqual(
    added
      .slice(1)
      .reverse()
      .map(({ id }) => id),
  );
  await db.comment.deleteMany({ where: { number: { gte: 10_000 } } });
});

test("an editor who leaves stands at no decision any more", async () => {
  const { db } = site.services;
  const eddie = await createMember(db, "eddie", { role: "editor" });
  const id = await comment();
  await nominate(id);
  await decide(id, "dismiss", asVisitor(eddie));
  const decided = () => db.nomination.findUniqueOrThrow({ where: { commentId: id } });
  expect(await decided()).toMatchObject({ status: "dismissed", deciderId: eddie.id });
  await leave(site.services, eddie, "anonymise", new Date());
  expect(await decided()).toMatchObject({ status: "dismissed", deciderId: null });
});

test("what nobody has nominated isn't decided", async () => {
  const id = await comment();
  for (const verb of ["invite", "dismiss"] as const) {
    const refused = await decide(id, verb);
    expect([refused.status, alertOf(refused)]).toEqual([409, "Nobody has nominated this response."]);
  }
  expect(await site.services.db.moderationEntry.count({ where: { commentId: id } })).toBe(0);
});

test("an editor dismisses a nomination, and nobody is told", async () => {
  const id = await comment();
  await nominate(id);
  expect((await decide(id, "dismiss")).location).toBe(`${LIST}?done=dismiss`);
  expect(await isListed(id)).toBe(false);
  expect((await decide(id, "dismiss")).status).toBe(409);
});

test.each(["0", "99999999999", "constructor", "1.5"])("there is nothing to nominate at %s", async (id) => {
  expect((await reader.post(`/comments/${id}/nominate`)).status).toBe(404);
  expect((await editor.post(`${LIST}/${id}/invite`)).status).toBeGreaterThanOrEqual(404);
});
