import { expect, test } from "vitest";
import { appealDecision } from "~/flows/moderating/appeals.server";
import { appealBlock } from "~/flows/moderating/block-appeals.server";
import { tellModeratorsJob } from "~/flows/moderating/queue-news.server";
import { askForSecondLook, finishSecondLook } from "~/flows/moderating/second-look.server";
import { block, person } from "../../factories/blocks";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { decide, setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const HOUR_MS = 60 * 60 * 1000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

async function openWaiting() {
  const deps = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = deps;
  await setHolding(db, "everyone");
  const postId = await createPost(deps, { title: "First" });
  const mo = await createMember(db, "mo", { moderates: true, password: null });
  await createMember(db, "eve", { role: "editor", password: null });
  const ada = await createMember(db, "ada", { password: null });
  const choose = (queueEmails: string) =>
    db.account.update({ where: { id: mo.accountId }, data: { queueEmails } });
  await db.account.updateMany({ where: { role: "editor" }, data: { queueEmails: "never" } });
  const hold = (hours: number, body = "Held words.") =>
    createComment(deps, postId, { body, name: "Sam" }, { now: later(hours) });
  /** Runs the job. Returns the new e-mails. */
  async function tell(hours: number) {
    const known = await db.job.count({ where: { kind: "mail" } });
    await tellModeratorsJob.run(deps, {}, later(hours));
    const rows = await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "asc" }, skip: known });
    return rows.map(({ payload }) => JSON.parse(payload) as { to: string; subject: string; text: string });
  }
  return { deps, mo, ada, postId, choose, hold, tell };
}

test("tells a moderator once of each response that waits, at most every hour", async () => {
  const { hold, tell } = await openWaiting();
  expect(await tell(0)).toEqual([]);
  const id = await hold(0.1);
  const [mail, ...others] = await tell(1);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: "mo@example.org", subject: "A response to “First” is waiting" });
  expect(mail?.text.replace(/\s+/g, " ")).toContain("Sam on “First”: Held words.");
  expect(mail?.text).toContain(`${SITE_URL}/moderation/comments/${id}`);
  expect(await tell(2)).toEqual([]);
  await hold(2.1);
  expect(await tell(2.5)).toHaveLength(1);
  await hold(2.6);
  expect(await tell(3)).toEqual([]);
  expect(await tell(4)).toHaveLength(1);
});

test("tells of an old response since somebody else has held it, and of an appeal since it was made", async () => {
  const { deps, mo, ada, postId, hold, tell } = await openWaiting();
  const old = await hold(0.1, "An old reply.");
  const own = await createComment(deps, postId, { body: "Mine." }, { viewer: ada, now: later(0.2) });
  expect(await tell(1)).toHaveLength(1);
  await decide(deps, mo, "approve", [old, own], later(1.5));
  expect(await tell(3)).toEqual([]);
  // What the moderator has held themselves is no news to them.
  await decide(deps, mo, "hold", [old], later(4));
  expect(await tell(5)).toEqual([]);
  await deps.db.moderationEntry.updateMany({ where: { action: "hold" }, data: { personId: ada.id } });
  const [held] = await tell(6);
  expect(held?.text).toContain("An old reply.");

  const entryId = await decide(deps, mo, "remove", [own], later(7));
  await appealDecision(deps, { member: ada, id: own }, { entryId, text: "It was a quote." }, later(7));
  const blockId = await block(deps, mo, person("ada"), { now: later(7) });
  const [appealed] = await tell(8);
  expect(appealed).toMatchObject({ subject: expect.stringMatching(/^An appeal is waiting at /) });
  expect(appealed?.text.replace(/\s+/g, " ")).toContain(
    "asks for another look at a decision: It was a quote.",
  );
  expect(appealed?.text).toContain(`${SITE_URL}/moderation/appeals#appeal-`);
  await appealBlock(deps, { member: ada }, { blockId, text: "Unfair." }, later(9));
  await createComment(deps, postId, { email: "sam@example.org" }, { now: later(9.1) });
  const [both] = await tell(10);
  expect(both).toMatchObject({ subject: expect.stringMatching(/^2 responses and appeals are waiting at /) });
  expect(both?.text.replace(/\s+/g, " ")).toContain("Somebody who is blocked asks for another look: Unfair.");
  expect(await tell(12)).toEqual([]);
});

test("tells the other moderators of a second look, except about their own response", async () => {
  const { deps, mo, postId, hold, tell } = await openWaiting();
  const [eve] = await deps.db.account.findMany({ where: { role: "editor" }, include: { person: true } });
  const asking = { ...mo, id: eve?.personId ?? 0, accountId: eve?.id ?? 0, role: "editor" as const };
  const shown = await createComment(deps, postId, { body: "Shown words." }, { viewer: asking });
  const own = await createComment(deps, postId, {}, { viewer: mo });
  const kim = await createMember(deps.db, "kim", { moderates: true, password: null });
  await deps.db.account.update({ where: { id: kim.accountId }, data: { queueEmails: "never" } });
  const ask = (id: number, words: string, by = kim) =>
    askForSecondLook(deps, by, { kind: "comment", id }, words, later(0.5));
  await ask(own, "Is it fair?");
  expect(await tell(1)).toEqual([]);
  await ask(shown, "Is it irony?");
  const [mail, ...others] = await tell(1);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    to: "mo@example.org",
    subject: expect.stringMatching(/^kim asks for a second look at /),
  });
  expect(mail?.text).toContain(`${SITE_URL}/moderation/comments/${shown}`);
  expect(mail?.text.replace(/\s+/g, " ")).toContain("kim asks for a second look at a response: Is it irony?");
  expect(mail?.text).not.toContain("Shown words.");
  expect(await tell(2)).toEqual([]);
  await finishSecondLook(deps, kim, { kind: "comment", id: shown }, later(2.1));
  await askForSecondLook(deps, mo, { kind: "comment", id: shown }, "And now?", later(2.2));
  expect(await tell(3)).toEqual([]);
  await deps.db.secondLook.updateMany({ data: { personId: kim.id, createdAt: later(3.2) } });
  await hold(3.5);
  const [both] = await tell(4);
  expect(both).toMatchObject({
    subject: expect.stringMatching(/^2 responses and requests for a second look are waiting at /),
  });
});

test("tells a moderator who wants one e-mail a day once a day, and one who wants none never", async () => {
  const { choose, hold, tell } = await openWaiting();
  await choose("daily");
  await hold(0.1);
  expect(await tell(1)).toHaveLength(1);
  await hold(2);
  expect(await tell(3)).toEqual([]);
  expect(await tell(25)).toHaveLength(1);
  await choose("never");
  await hold(26);
  expect(await tell(60)).toEqual([]);
});

test("shows ten responses and says that there are more", async () => {
  const { hold, tell } = await openWaiting();
  for (let number = 0; number < 11; number++) await hold(0.1 + number / 100, `Held ${number}.`);
  const [mail] = await tell(1);
  expect(mail?.subject).toMatch(/^More than 10 responses are waiting at /);
  expect(mail?.text.match(/Held \d+\./g)).toHaveLength(10);
});
