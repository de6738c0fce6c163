import { expect, test } from "vitest";
import { eraseCommentsWholly } from "~/flows/erase-words.server";
import { rememberByReply } from "~/flows/guests/remember-by-reply.server";
import { guest } from "~/people/viewer";
import { newDatabaseUrl } from "../../factories/database";
import { createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

test("remembers nobody by a reply that was deleted since its page was opened, with replies to it or without", async () => {
  const site = open(await newDatabaseUrl());
  const postId = await createPost(site);
  const lonely = await createComment(site, postId);
  const answered = await createComment(site, postId);
  await createComment(site, postId, { to: answered });
  const remember = (id: number) => rememberByReply(site, guest, { id, forget: false }, NOW);
  expect(await remember(lonely)).toMatchObject({ ok: true });
  for (const id of [lonely, answered]) {
    await site.db.write((tx) => eraseCommentsWholly(tx, [id]));
    expect(await remember(id)).toEqual({ ok: false, reason: "comment.not-found" });
  }
  expect(await site.db.guest.count()).toBe(1);
});
