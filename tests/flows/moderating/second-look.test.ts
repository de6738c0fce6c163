import { expect, test } from "vitest";
import { askForSecondLook, finishSecondLook } from "~/flows/moderating/second-look.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { decide } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

async function openAsked() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const postId = await createPost(site);
  const member = (name: string, moderates = true) =>
    createMember(site.db, name, { moderates, password: null });
  const [mo, eve, ada] = [await member("mo"), await member("eve"), await member("ada", false)];
  const id = await createComment(site, postId, {}, { viewer: ada });
  const response = { kind: "comment", id } as const;
  const ask = (by = mo) => askForSecondLook(site, by, response, "Irony?", NOW);
  const actions = async () =>
    (await site.db.moderationEntry.findMany({ orderBy: { id: "asc" } })).map(({ action }) => action);
  return { site, db: site.db, mo, eve, ada, id, response, ask, actions };
}

test("is asked for once, without a decision, by moderators and about what isn't theirs", async () => {
  const { db, mo, eve, ada, id, ask, actions } = await openAsked();
  expect(await ask(ada)).toEqual({ ok: false, reason: "moderation.not-allowed" });
  await db.account.update({ where: { id: ada.accountId }, data: { moderates: true } });
  expect(await ask({ ...ada, moderates: true })).toEqual({ ok: false, reason: "moderation.not-allowed" });
  expect([await ask(), await ask(eve)]).toEqual([{ ok: true }, { ok: true }]);
  expect(await db.secondLook.findMany()).toMatchObject([{ commentId: id, personId: mo.id, words: "Irony?" }]);
  expect(await actions()).toEqual(["ask-second-look"]);
});

test("ends when another has looked, which the log has, or when it is taken back", async () => {
  const { site, db, mo, eve, response, ask, actions } = await openAsked();
  await ask();
  await finishSecondLook(site, eve, response, NOW);
  await ask();
  await finishSecondLook(site, mo, response, NOW);
  expect(await db.secondLook.count()).toBe(0);
  expect(await actions()).toEqual(["ask-second-look", "second-look", "ask-second-look"]);
});

test("ends with any decision", async () => {
  const { site, db, eve, id, ask } = await openAsked();
  await ask();
  await decide(site, eve, "remove", [id]);
  expect(await db.secondLook.count()).toBe(0);
});
