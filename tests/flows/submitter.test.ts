// Who brings a post here may be somebody else than its byline names.

import { expect, test } from "vitest";
import { draftPost, editPost, publishDueJob, publishPost, schedulePost } from "~/flows/publish-post.server";
import { may } from "~/people/policy";
import { findPostOwners } from "~/posts/post-commands.server";
import { openMeans } from "../factories/database";
import { createMember } from "../factories/people";
import { buildPost, createPerson, createPost, NOW } from "../factories/posts";

const LATER = new Date("2026-05-04T09:00:00Z");

async function openDesk() {
  const means = await openMeans();
  const submitter = await createMember(means.db, "submitter", { password: null, role: "author" });
  const writer = await createMember(means.db, "writer", { password: null, role: "author" });
  const presenterId = await createPerson(means, "presenter");
  return { means, submitter, writer, presenterId };
}

const input = buildPost({ writers: ["writer"], presenters: ["presenter"] });

test.each([["published", publishPost] as const, ["drafted", draftPost] as const])(
  "a post that is %s keeps who brought it, whatever is changed by whomever later",
  async (_how, bring) => {
    const { means, submitter } = await openDesk();
    const brought = await bring(means, input, NOW, submitter.id);
    if (!brought.ok) throw new Error(brought.reason);
    await editPost(means, brought.postId, { ...input, title: "Another" }, LATER);
    const post = await means.db.post.findUniqueOrThrow({ where: { id: brought.postId } });
    expect([post.title, post.submitterId]).toEqual(["Another", submitter.id]);
  },
);

test("so does one that is scheduled, when its time has come", async () => {
  const { means, submitter } = await openDesk();
  const brought = await schedulePost(means, input, LATER, NOW, submitter.id);
  if (!brought.ok) throw new Error(brought.reason);
  await publishDueJob.run(means, { postId: brought.postId }, LATER);
  const post = await means.db.post.findUniqueOrThrow({ where: { id: brought.postId } });
  expect([post.status, post.submitterId]).toEqual(["published", submitter.id]);
});

test("it is theirs and its writers’, and not who presents it; so they may edit it, and others may not", async () => {
  const { means, submitter, writer, presenterId } = await openDesk();
  const brought = await publishPost(means, input, NOW, submitter.id);
  if (!brought.ok) throw new Error(brought.reason);
  const owners = await findPostOwners(means.db, brought.postId);
  expect(owners).toEqual({ ownerIds: [submitter.id, writer.id] });
  const stranger = { ...submitter, id: presenterId };
  const allowed = [submitter, writer, stranger].map((one) =>
    may(one, "post.edit-published", owners ?? undefined),
  );
  expect(allowed).toEqual([true, true, false]);
});

test("who wrote it and brought it is one; what was imported is its writers’ alone; what isn’t there is nobody’s", async () => {
  const { means, writer } = await openDesk();
  const own = await publishPost(means, input, NOW, writer.id);
  if (!own.ok) throw new Error(own.reason);
  const imported = await createPost(means, { writers: ["writer"], origin: "content:posts/a.md" });
  expect(await findPostOwners(means.db, own.postId)).toEqual({ ownerIds: [writer.id] });
  expect(await findPostOwners(means.db, imported)).toEqual({ ownerIds: [writer.id] });
  expect(await findPostOwners(means.db, 404)).toBeNull();
});
