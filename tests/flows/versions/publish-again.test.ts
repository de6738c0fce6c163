// A post that was withdrawn comes back at a time that was chosen.

import { expect, test } from "vitest";
import { findDraftOfPost } from "~/drafts/draft.server";
import { saveDraft } from "~/drafts/saving/draft-saving.server";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import { isOutdated } from "~/flows/versions/draft-changes.server";
import {
  publishDraftVersion,
  scheduleDraftVersion,
  withdrawPostOfDraft,
} from "~/flows/writing/publish-draft.server";
import { isHidden } from "~/posts/post";
import { openDeps } from "../../factories/database";
import { buildSave, createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

const hours = (count: number) => new Date(NOW.getTime() + count * 60 * 60 * 1000);

async function openWithDraft() {
  const deps = await openDeps();
  const ada = await createMember(deps.db, "ada", { role: "author" });
  const draftId = await createDraft(deps.db, ada, { slug: "rooms" });
  const rowOf = () => deps.db.post.findFirstOrThrow({ where: { slug: "rooms" } });
  const draftOf = async () => {
    const draft = await findDraftOfPost(deps.db, (await rowOf()).id);
    if (!draft) throw new Error("no working copy");
    return draft;
  };
  return { deps, ada, draftId, seen: { draftId, version: 1 }, rowOf, draftOf };
}

test("comes out at its time with its first date; until then, and when it is unscheduled, it is withdrawn", async () => {
  const { deps, ada, draftId, seen, rowOf } = await openWithDraft();
  await publishDraftVersion(deps, ada, seen, NOW);
  await withdrawPostOfDraft(deps, ada, draftId, hours(1));
  await scheduleDraftVersion(deps, ada, seen, hours(3), hours(2));
  expect([(await rowOf()).status, isHidden(await rowOf())]).toEqual(["scheduled", true]);
  await withdrawPostOfDraft(deps, ada, draftId, hours(2));
  expect((await rowOf()).status).toBe("withdrawn");
  await scheduleDraftVersion(deps, ada, seen, hours(3), hours(2));
  await publishDueJob.run(deps, { postId: (await rowOf()).id }, hours(3));
  expect(await rowOf()).toMatchObject({ status: "published", publishedAt: NOW, version: 1, editedAt: null });
});

test("a change that was begun before a post came out at its time isn’t outdated then", async () => {
  const { deps, ada, seen, rowOf, draftOf } = await openWithDraft();
  await scheduleDraftVersion(deps, ada, seen, hours(1), NOW);
  const changed = await deps.db.write(async (tx) =>
    saveDraft(
      tx,
      await draftOf(),
      ada.id,
      buildSave({ slug: "rooms", source: "Changed." }, { version: 1 }),
      NOW,
    ),
  );
  expect(changed).toMatchObject({ ok: true, copyId: null });
  await publishDueJob.run(deps, { postId: (await rowOf()).id }, hours(1));
  expect([(await rowOf()).version, isOutdated(await draftOf()), (await draftOf()).isChanged]).toEqual([
    1,
    false,
    true,
  ]);
});

test("a version says when it was published here, also if its post has an earlier date", async () => {
  const { deps, ada, seen, rowOf } = await openWithDraft();
  await publishDraftVersion(deps, ada, seen, NOW, { datedAt: new Date("2019-03-30T00:00:00Z") });
  const { id, publishedAt } = await rowOf();
  const [version] = await deps.db.revision.findMany({ where: { postId: id } });
  expect([publishedAt?.getUTCFullYear(), version?.createdAt]).toEqual([2019, NOW]);
});
