import { expect, test } from "vitest";
import { tellModeratorsJob } from "~/flows/moderating/queue-news.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { setHolding } from "../../factories/moderation";
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
  await createMember(db, "ada", { password: null });
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
  return { choose, hold, tell };
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
