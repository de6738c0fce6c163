import { expect, test } from "vitest";
import { LINK_DAYS, MAX_LINKS } from "~/drafts/draft.schema";
import { findLinkedDraft, listLinks, pruneLinksJob } from "~/drafts/draft-link.server";
import { shareDraft, unshareDraft } from "~/flows/writing/share-draft.server";
import { openDeps } from "../../factories/database";
import { createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

const days = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000);

async function openShared() {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada", { role: "author", password: null });
  const draftId = await createDraft(deps.db, ada, { title: "Access" });
  const shared = await shareDraft(deps, ada, draftId, NOW);
  if (!shared.ok) throw new Error(shared.reason);
  return { deps, ada, draftId, secret: shared.secret };
}

test("opens the draft by its secret, of which only the hash is stored", async () => {
  const { deps, draftId, secret } = await openShared();
  expect(await findLinkedDraft(deps.db, secret, NOW)).toMatchObject({ id: draftId });
  expect(JSON.stringify(await deps.db.draftLink.findMany())).not.toContain(secret);
  expect(await findLinkedDraft(deps.db, "none", NOW)).toBeNull();
});

test("ends after LINK_DAYS, and is deleted when it has been over as long", async () => {
  const { deps, secret } = await openShared();
  const last = new Date(days(LINK_DAYS).getTime() - 1);
  expect(await findLinkedDraft(deps.db, secret, last)).toMatchObject({ title: "Access" });
  expect(await findLinkedDraft(deps.db, secret, days(LINK_DAYS))).toBe("over");
  await pruneLinksJob.run(deps, {}, days(2 * LINK_DAYS));
  expect(await deps.db.draftLink.count()).toBe(1);
  await pruneLinksJob.run(deps, {}, days(2 * LINK_DAYS + 1));
  expect(await deps.db.draftLink.count()).toBe(0);
});

test("ends when it is revoked, which a link of another draft is not", async () => {
  const { deps, ada, draftId, secret } = await openShared();
  const other = await createDraft(deps.db, ada, {});
  const [{ id: linkId } = { id: 0 }] = await listLinks(deps.db, draftId, NOW);
  const refused = await unshareDraft(deps, ada, { draftId: other, linkId }, NOW);
  expect(refused).toEqual({ ok: false, reason: "draft.not-found" });
  expect(await findLinkedDraft(deps.db, secret, NOW)).toMatchObject({ id: draftId });
  for (let press = 0; press < 2; press++)
    expect(await unshareDraft(deps, ada, { draftId, linkId }, NOW)).toEqual({ ok: true });
  expect(await findLinkedDraft(deps.db, secret, NOW)).toBe("over");
  expect(await listLinks(deps.db, draftId, NOW)).toEqual([]);
});

test("refuses more than MAX_LINKS that work, and links to another's draft", async () => {
  const { deps, ada, draftId } = await openShared();
  for (let count = 1; count < MAX_LINKS; count++) await shareDraft(deps, ada, draftId, NOW);
  expect(await shareDraft(deps, ada, draftId, NOW)).toEqual({ ok: false, reason: "link.too-many" });
  expect(await shareDraft(deps, ada, draftId, days(LINK_DAYS))).toMatchObject({ ok: true });
  const ben = await createMember(deps.db, "ben", { role: "author", password: null });
  expect(await shareDraft(deps, ben, draftId, NOW)).toEqual({ ok: false, reason: "draft.not-found" });
});
