// Limits of saves and previews, which each member has of their own.

import { expect, test } from "vitest";
import { DRAFT_PREVIEWS_PER_MINUTE, SAVES_PER_MINUTE } from "~/drafts/draft.schema";
import { createDraftLimits } from "~/drafts/draft-limits.server";
import { openDeps } from "../factories/database";
import { createDraft } from "../factories/drafts";
import { createMember } from "../factories/people";
import { openTestSite } from "../factories/site";
import { alertOf, Visitor } from "../factories/visitor";

test("limits the saves and the previews of one member, apart from each other and from other members", async () => {
  const limits = createDraftLimits((await openDeps()).db, true);
  for (let save = 0; save < SAVES_PER_MINUTE; save++) expect(await limits.secondsToWait({ id: 1 })).toBe(0);
  expect(await limits.secondsToWait({ id: 1 })).toBeGreaterThan(0);
  expect(await limits.secondsToWait({ id: 2 })).toBe(0);
  for (let preview = 0; preview < DRAFT_PREVIEWS_PER_MINUTE; preview++)
    expect(await limits.secondsToWaitForPreview({ id: 1 })).toBe(0);
  expect(await limits.secondsToWaitForPreview({ id: 1 })).toBeGreaterThan(0);
});

test("gives the text back when a member saves too often", async () => {
  const site = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { db } = site.services;
  const amy = await createMember(db, "amy", { role: "author" });
  const draftId = await createDraft(db, amy);
  const limits = createDraftLimits(db, true);
  for (let save = 0; save < SAVES_PER_MINUTE; save++) await limits.secondsToWait(amy);
  const form = { form: "a-form-of-the-editor", version: "1", title: "A title", body: "Words to keep." };
  const answer = await new Visitor(site, amy.cookie).post(`/write/${draftId}`, form);
  expect([answer.status, alertOf(answer)]).toEqual([
    429,
    expect.stringContaining("Your text is still here."),
  ]);
  expect(answer.html).toContain("Words to keep.");
  expect((await db.draft.findUniqueOrThrow({ where: { id: draftId } })).source).toBe("A text.");
});
