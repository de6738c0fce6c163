// Scheduled posts that can't be published, and publication by several processes.

import { expect, test } from "vitest";
import { findDraft } from "~/drafts/draft.server";
import { saveDraft } from "~/drafts/saving/draft-saving.server";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import { scheduleDraftVersion, updateFromDraft } from "~/flows/writing/publish-draft.server";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { createLog } from "~/platform/log.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildSave, createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { createPerson, NOW } from "../../factories/posts";

const DUE = new Date("2026-05-04T08:00:00Z");

/** A post by a guest, scheduled by an editor. */
async function openScheduled() {
  const deps = await openDeps();
  const eve = await createMember(deps.db, "eve", { role: "editor", password: null });
  await createMember(deps.db, "ed", { role: "editor", password: null });
  await createPerson(deps, "gil");
  const draftId = await createDraft(deps.db, eve, { title: "Access", writers: "gil" });
  await scheduleDraftVersion(deps, eve, { draftId, version: 1 }, DUE, NOW);
  return { deps, eve, draftId };
}

/** The job runner of one process. */
const runnerOf = (deps: Deps, now: Date) =>
  new JobRunner({
    ...{ db: deps.db, deps, kinds: [publishDueJob], schedules: [], now: () => now },
    log: createLog("silent"),
  });

const leaveAll = (deps: Deps) =>
  deps.db.person.updateMany({ where: { handle: "gil" }, data: { status: "gone" } });

const stateOf = (deps: Deps) =>
  deps.db.post.findFirst({ select: { status: true, failedAt: true, publishedAt: true, version: true } });

async function takeMail({ db }: Deps) {
  const jobs = await db.job.findMany({ where: { kind: "mail" } });
  await db.job.deleteMany({ where: { kind: "mail" } });
  return jobs.map(({ payload }) => JSON.parse(payload) as { to: string; subject: string; text: string });
}

test("publishes once what several processes take at the same time, and after a restart", async () => {
  const { deps } = await openScheduled();
  expect(await runnerOf(deps, new Date(DUE.getTime() - 1)).runDue()).toBe(0);
  const runs = await Promise.all([1, 2, 3].map(() => runnerOf(deps, DUE).runDue()));
  expect(runs.reduce((sum, count) => sum + count)).toBe(1);
  expect(await runnerOf(deps, DUE).runDue()).toBe(0);
  expect(await stateOf(deps)).toMatchObject({ status: "published", version: 1 });
  expect(await deps.db.revision.count()).toBe(1);
});

test("publishes at the start what was due while no process ran, with its own date", async () => {
  const { deps } = await openScheduled();
  const runner = runnerOf(deps, new Date(DUE.getTime() + 3 * 24 * 60 * 60 * 1000));
  await runner.start();
  await expect.poll(async () => (await stateOf(deps))?.status, { timeout: 10_000 }).toBe("published");
  await runner.stop();
  expect(await stateOf(deps)).toMatchObject({ publishedAt: DUE, failedAt: null });
});

test("keeps a post scheduled whose writers are all gone, marks it, and tells its owners and the editors once", async () => {
  const { deps } = await openScheduled();
  await leaveAll(deps);
  await takeMail(deps);
  for (let run = 0; run < 2; run++) {
    const { id: postId } = await deps.db.post.findFirstOrThrow();
    await publishDueJob.run(deps, { postId }, DUE);
  }
  expect(await stateOf(deps)).toMatchObject({ status: "scheduled", failedAt: DUE, publishedAt: DUE });
  const mail = await takeMail(deps);
  expect(mail.map(({ to }) => to).sort()).toEqual(["ed@example.org", "eve@example.org"]);
  expect(mail[0]?.subject).toBe("“Access” couldn’t be published");
  expect(mail[0]?.text.replace(/\n/g, " ")).toContain("none of its writers has an account any more");
});

test("publishes a failed post at once when it is updated with another writer", async () => {
  const { deps, eve, draftId } = await openScheduled();
  await leaveAll(deps);
  await runnerOf(deps, DUE).runDue();
  await deps.db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    const save = buildSave({ title: "Access", writers: "eve" }, { version: 1 });
    if (draft) await saveDraft(tx, draft, eve.id, save, DUE);
  });
  const later = new Date(DUE.getTime() + 60_000);
  expect(await updateFromDraft(deps, eve, { draftId, version: 2 }, later)).toMatchObject({ ok: true });
  expect(await stateOf(deps)).toMatchObject({ status: "scheduled", failedAt: null });
  expect(await runnerOf(deps, later).runDue()).toBe(1);
  expect(await stateOf(deps)).toMatchObject({ status: "published", publishedAt: DUE });
});

test("marks and tells of an unexpected error, and publishes when a later attempt succeeds", async () => {
  const { deps } = await openScheduled();
  await takeMail(deps);
  const { id: postId } = await deps.db.post.findFirstOrThrow();
  let isBroken = true;
  const db = new Proxy(deps.db, {
    get(target, name) {
      if (name !== "write" || !isBroken) return Reflect.get(target, name);
      isBroken = false;
      return async () => {
        throw new Error("a bug");
      };
    },
  });
  await expect(publishDueJob.run({ ...deps, db }, { postId }, DUE)).rejects.toThrow("a bug");
  expect(await stateOf(deps)).toMatchObject({ status: "scheduled", failedAt: DUE });
  expect((await takeMail(deps)).length).toBe(2);
  await publishDueJob.run({ ...deps, db }, { postId }, DUE);
  expect(await stateOf(deps)).toMatchObject({ status: "published", failedAt: null });
});
