// The submitter of a post may be another person than its writers.

import { expect, test } from "vitest";
import { publishDueJob } from "~/flows/publishing/publication-job.server";
import { draftPost, editPost, publishPost, schedulePost } from "~/flows/publishing/publish-post.server";
import { findPostOwners } from "~/posts/post-commands.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { buildPost, createPerson, createPost, NOW } from "../../factories/posts";

const LATER = new Date("2026-05-04T09:00:00Z");

async function openDesk() {
  const deps = await openDeps();
  const submitter = await createMember(deps.db, "submitter", { password: null, role: "author" });
  const writer = await createMember(deps.db, "writer", { password: null, role: "author" });
  const presenterId = await createPerson(deps, "presenter");
  return { deps, submitter, writer, presenterId };
}

const input = buildPost({ writers: ["writer"], presenters: ["presenter"] });

test.each([["published", publishPost] as const, ["drafted", draftPost] as const])(
  "keeps the submitter of a %s post through edits",
  async (_how, bring) => {
    const { deps, submitter } = await openDesk();
    const brought = await bring(deps, input, NOW, submitter.id);
    if (!brought.ok) throw new Error(brought.reason);
    await editPost(deps, brought.postId, { ...input, title: "Another" }, LATER);
    const post = await deps.db.post.findUniqueOrThrow({ where: { id: brought.postId } });
    expect([post.title, post.submitterId]).toEqual(["Another", submitter.id]);
  },
);

test("keeps the submitter of a scheduled post when it is published", async () => {
  const { deps, submitter } = await openDesk();
  const brought = await schedulePost(deps, input, LATER, NOW, submitter.id);
  if (!brought.ok) throw new Error(brought.reason);
  await publishDueJob.run(deps, { postId: brought.postId }, LATER);
  const post = await deps.db.post.findUniqueOrThrow({ where: { id: brought.postId } });
  expect([post.status, post.submitterId]).toEqual(["published", submitter.id]);
});

test("counts the submitter and the writers as owners, and not the presenter", async () => {
  const { deps, submitter, writer, presenterId } = await openDesk();
  const brought = await publishPost(deps, input, NOW, submitter.id);
  if (!brought.ok) throw new Error(brought.reason);
  const owners = await findPostOwners(deps.db, brought.postId);
  expect(owners).toEqual({ ownerIds: [submitter.id, writer.id] });
  expect(owners?.ownerIds).not.toContain(presenterId);
});

test("lists an owner once, only the writers for an imported post, and nobody for an unknown one", async () => {
  const { deps, writer } = await openDesk();
  const own = await publishPost(deps, input, NOW, writer.id);
  if (!own.ok) throw new Error(own.reason);
  const imported = await createPost(deps, { writers: ["writer"], origin: "content:posts/a.md" });
  expect(await findPostOwners(deps.db, own.postId)).toEqual({ ownerIds: [writer.id] });
  expect(await findPostOwners(deps.db, imported)).toEqual({ ownerIds: [writer.id] });
  expect(await findPostOwners(deps.db, 404)).toBeNull();
});
