// Which e-mails a change of a draft's state queues, and for whom.

import { expect, test } from "vitest";
import { findDraft } from "~/drafts/draft.server";
import { saveDraft } from "~/drafts/saving/draft-saving.server";
import { moveToBin } from "~/flows/writing/bin-draft.server";
import {
  publishDraftVersion,
  scheduleDraftVersion,
  updateFromDraft,
  withdrawPostOfDraft,
} from "~/flows/writing/publish-draft.server";
import { returnDraft, submitDraft, takeDraftBack } from "~/flows/writing/submit-draft.server";
import type { Role } from "~/people/roles";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave, createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const LATER = new Date("2026-05-04T09:00:00Z");

/** A draft of two contributors, two editors, an administrator and an author. */
async function openDesk() {
  const deps = await openDeps();
  const member = (handle: string, role: Role) => createMember(deps.db, handle, { role, password: null });
  const con = await member("con", "contributor");
  const cora = await member("cora", "contributor");
  const eve = await member("eve", "editor");
  await member("ed", "editor");
  await member("amy", "administrator");
  await member("art", "author");
  const draftId = await createDraft(deps.db, con, { title: "Access", writers: "con, cora" });
  return { deps, con, cora, eve, draftId, seen: { draftId, version: 1 } };
}

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The e-mails queued since the last call, by address. */
async function takeMail({ db }: Deps): Promise<Mail[]> {
  const jobs = await db.job.findMany({ where: { kind: "mail" } });
  await db.job.deleteMany({ where: { kind: "mail" } });
  const mail = jobs.map(({ payload }) => JSON.parse(payload) as Mail);
  return mail.sort((a, b) => a.to.localeCompare(b.to));
}

const names = (mail: Mail[]) => mail.map(({ to }) => to.split("@")[0]);

async function change(deps: Deps, draftId: number, personId: number, source: string) {
  await deps.db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    if (!draft) throw new Error("no draft");
    const text = { title: "Access", writers: "con, cora", source };
    await saveDraft(tx, draft, personId, buildSave(text, { version: draft.version }), NOW);
  });
}

test("tells the active editors who want it that a draft is handed in, each in one e-mail", async () => {
  const { deps, con, seen } = await openDesk();
  const notices = async (handle: string, data: object) =>
    deps.db.account.updateMany({ where: { person: { handle } }, data });
  await createMember(deps.db, "quiet", { role: "editor", password: null });
  await createMember(deps.db, "gone", { role: "editor", password: null });
  await notices("quiet", { notices: false });
  await notices("gone", { status: "deactivated" });
  await submitDraft(deps, con, seen, NOW);
  const mail = await takeMail(deps);
  expect(names(mail)).toEqual(["amy", "ed", "eve"]);
  expect(mail[0]).toMatchObject({ subject: "“Access” is waiting for an editor" });
  expect(mail[0]?.text).toContain("con has handed in “Access”");
  expect(mail[0]?.text).toContain(`/write/${seen.draftId}\n`);
});

test("tells the editors once when the same draft is handed in again within an hour", async () => {
  const { deps, con, draftId, seen } = await openDesk();
  const submitAt = async (minutes: number) => {
    await submitDraft(deps, con, seen, at(minutes));
    await submitDraft(deps, con, seen, at(minutes));
    await takeDraftBack(deps, con, draftId, at(minutes));
    return (await takeMail(deps)).length;
  };
  expect([await submitAt(0), await submitAt(1), await submitAt(59), await submitAt(60)]).toEqual([
    3, 0, 0, 3,
  ]);
});

test("returns a draft with a message to its writers, and tells the editors when it is handed in again", async () => {
  const { deps, con, eve, draftId, seen } = await openDesk();
  await submitDraft(deps, con, seen, NOW);
  await takeMail(deps);
  const message = "Shorter, please.\n\nAnd an example.";
  for (let press = 0; press < 2; press++)
    expect(await returnDraft(deps, eve, draftId, message, at(1))).toEqual({ ok: true });
  const mail = await takeMail(deps);
  expect(names(mail)).toEqual(["con", "cora"]);
  expect(mail[0]?.text).toContain("eve has read “Access”");
  expect(mail[0]?.text).toContain("Shorter, please.\n\nAnd an example.");
  expect(await findDraft(deps.db, draftId)).toMatchObject({ status: "writing", submittedAt: null });
  expect(await deps.db.draftNote.findMany()).toMatchObject([{ personId: eve.id, quote: "", text: message }]);
  await submitDraft(deps, con, seen, at(2));
  expect((await takeMail(deps)).length).toBe(3);
});

test("refuses to return a draft that was taken back, and lets no writer return one", async () => {
  const { deps, con, eve, draftId, seen } = await openDesk();
  await submitDraft(deps, con, seen, NOW);
  expect(await returnDraft(deps, con, draftId, "Done.", NOW)).toEqual({
    ok: false,
    reason: "draft.not-found",
  });
  await takeDraftBack(deps, con, draftId, NOW);
  const refused = await returnDraft(deps, eve, draftId, "Shorter.", NOW);
  expect(refused).toEqual({ ok: false, reason: "draft.not-submitted" });
  expect(await deps.db.draftNote.count()).toBe(0);
});

test("tells the writers what an editor does, and each thing once", async () => {
  const { deps, con, eve, draftId, seen } = await openDesk();
  const told = async () => {
    const mail = await takeMail(deps);
    expect(names(mail)).toEqual(mail.length === 0 ? [] : ["con", "cora"]);
    return mail[0] && [mail[0].subject, /(\/(?:write|posts|drafts)\S*)$/m.exec(mail[0].text)?.[1]];
  };
  const draft = `/write/${draftId}`;
  await scheduleDraftVersion(deps, eve, seen, LATER, NOW);
  expect(await told()).toEqual(["“Access” is scheduled", draft]);
  await scheduleDraftVersion(deps, eve, seen, LATER, NOW);
  expect(await told()).toBeUndefined();
  await scheduleDraftVersion(deps, eve, seen, new Date(LATER.getTime() + 60_000), NOW);
  expect(await told()).toEqual(["“Access” is scheduled", draft]);
  for (let press = 0; press < 2; press++) await withdrawPostOfDraft(deps, eve, draftId, NOW);
  expect(await told()).toEqual(["“Access” is no longer scheduled", draft]);
  for (let press = 0; press < 2; press++) await publishDraftVersion(deps, eve, seen, NOW);
  expect(await told()).toEqual(["“Access” is published", "/posts/access"]);
  await change(deps, draftId, con.id, "Better.");
  await updateFromDraft(deps, eve, { draftId, version: 2 }, NOW);
  expect(await told()).toBeUndefined();
  for (let press = 0; press < 2; press++) await withdrawPostOfDraft(deps, eve, draftId, NOW);
  expect(await told()).toEqual(["“Access” was withdrawn", draft]);
  for (let press = 0; press < 2; press++) await moveToBin(deps, eve, draftId, NOW);
  expect(await told()).toEqual(["“Access” is in the bin", "/drafts"]);
});

test("says the time of publication in the site's zone and language", async () => {
  const { deps, eve, seen } = await openDesk();
  const site = { name: "S", tagline: "", aboutSource: "", aboutHtml: "", language: "en-GB" };
  await deps.db.site.create({ data: { ...site, timeZone: "Pacific/Auckland" } });
  await scheduleDraftVersion(deps, eve, seen, LATER, NOW);
  expect((await takeMail(deps))[0]?.text.replace(/\n/g, " ")).toContain("on 4 May 2026 at 21:00.");
});

test("cuts a very long title in a subject", async () => {
  const { deps, con } = await openDesk();
  const draftId = await createDraft(deps.db, con, { title: "ä".repeat(900) });
  await submitDraft(deps, con, { draftId, version: 1 }, NOW);
  expect((await takeMail(deps))[0]?.subject).toBe(`“${"ä".repeat(100)}…” is waiting for an editor`);
});

test("tells a writer nothing of what they did, and their co-writer of it", async () => {
  const deps = await openDeps();
  const art = await createMember(deps.db, "art", { role: "author", password: null });
  await createMember(deps.db, "ann", { role: "author", password: null });
  const draftId = await createDraft(deps.db, art, { title: "Access", writers: "art, ann" });
  await publishDraftVersion(deps, art, { draftId, version: 1 }, NOW);
  expect(names(await takeMail(deps))).toEqual(["ann"]);
});

test("hands in a contributor's change to their published post, which an editor accepts", async () => {
  const { deps, con, eve, draftId, seen } = await openDesk();
  await publishDraftVersion(deps, eve, seen, NOW);
  await change(deps, draftId, con.id, "Better.");
  await takeMail(deps);
  const changed = { draftId, version: 2 };
  expect(await updateFromDraft(deps, con, changed, NOW)).toEqual({ ok: false, reason: "draft.not-found" });
  expect(await submitDraft(deps, con, changed, NOW)).toEqual({ ok: true });
  const waiting = await takeMail(deps);
  expect(names(waiting)).toEqual(["amy", "ed", "eve"]);
  expect(waiting[0]?.text).toContain("changes to “Access”");
  expect(await deps.db.post.findFirst()).toMatchObject({ source: "A text." });
  expect(await updateFromDraft(deps, eve, changed, at(1))).toMatchObject({ ok: true });
  expect(await deps.db.post.findFirst()).toMatchObject({ source: "Better.", version: 2 });
  const accepted = await takeMail(deps);
  expect([names(accepted), accepted[0]?.subject]).toEqual([
    ["con", "cora"],
    "Your changes to “Access” were accepted",
  ]);
  expect(await findDraft(deps.db, draftId)).toMatchObject({ status: "writing", isChanged: false });
});
