import { expect, test } from "vitest";
import { draftPost } from "~/flows/publishing/publish-post.server";
import type { Role } from "~/people/roles";
import { guest, type Viewer } from "~/people/viewer";
import { eraseComments, setResponseStatus } from "~/responses/response-status.server";
import { visibility } from "~/visibility/visibility.server";
import { openDeps } from "../factories/database";
import { createMember } from "../factories/people";
import { buildPost, createComment, createPost, NOW } from "../factories/posts";

/** Posts and comments of every status by `ada` and `ken`, and what each viewer may read. */
async function openSite() {
  const deps = await openDeps();
  const { db } = deps;
  const ada = await createMember(db, "ada");
  const postId = await createPost(deps, { slug: "out", writers: ["ken"] });
  for (const [slug, writers, presenters] of [
    ["ken-draft", ["ken"], []],
    ["ada-draft", ["ada"], []],
    ["presented-draft", ["ken"], ["ada"]],
  ] as const)
    await draftPost(deps, buildPost({ slug, writers: [...writers], presenters: [...presenters] }), NOW);
  await draftPost(deps, buildPost({ slug: "brought-draft", writers: ["ken"] }), NOW, ada.id);
  for (const status of ["held", "approved", "spam", "removed"] as const)
    for (const speaker of [guest, ada]) {
      const body = `${speaker.kind === "guest" ? "guest" : "ada"} ${status}`;
      const id = await createComment(deps, postId, { body }, { viewer: speaker });
      await db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, status));
      const edit = { commentId: id, source: `edit of ${body}`, status: "held", heldFor: "everyone" };
      if (status === "approved") await db.heldEdit.create({ data: { ...edit, createdAt: NOW } });
    }
  const erased = await createComment(deps, postId, { body: "guest erased" });
  await db.write((tx) => eraseComments(tx, [erased]));
  await createPost(deps, { slug: "answer", source: "[It](/posts/out)" });
  await createPost(deps, { slug: "hidden-answer", source: "[It](/posts/out)" });
  const { id } = await db.pingback.findFirstOrThrow({ where: { sourcePost: { slug: "hidden-answer" } } });
  await db.write((tx) => setResponseStatus(tx, { kind: "pingback", id }, "removed"));
  const seenBy = async (viewer: Viewer) => {
    const { posts, comments, pingbacks, heldEdits } = visibility(viewer);
    const rows = {
      posts: await db.post.findMany({ where: posts, select: { slug: true } }),
      comments: await db.comment.findMany({ where: comments, select: { source: true } }),
      heldEdits: await db.heldEdit.findMany({ where: heldEdits, select: { source: true } }),
      pingbacks: await db.pingback.findMany({
        where: pingbacks,
        select: { sourcePost: { select: { slug: true } } },
      }),
    };
    return {
      posts: rows.posts.map(({ slug }) => slug).toSorted(),
      comments: rows.comments.map(({ source }) => source).toSorted(),
      heldEdits: rows.heldEdits.map(({ source }) => source).toSorted(),
      pingbacks: rows.pingbacks.map(({ sourcePost }) => sourcePost.slug).toSorted(),
    };
  };
  return { ada, seenBy };
}

const EVERYONES = {
  posts: ["answer", "hidden-answer", "out"],
  comments: ["ada approved", "guest approved"],
  pingbacks: ["answer"],
  heldEdits: [],
};
const ALL = {
  posts: ["ada-draft", "answer", "brought-draft", "hidden-answer", "ken-draft", "out", "presented-draft"],
  comments: ["held", "approved", "spam", "removed"]
    .flatMap((status) => [`ada ${status}`, `guest ${status}`])
    .toSorted(),
  pingbacks: ["answer", "hidden-answer"],
  heldEdits: ["edit of ada approved", "edit of guest approved"],
};

test("shows guests the public, members also their own, and editors everything", async () => {
  const { ada, seenBy } = await openSite();
  expect(await seenBy(guest)).toEqual(EVERYONES);
  for (const role of ["reader", "contributor", "author"] satisfies Role[]) {
    const stranger = { ...ada, id: ada.id + 1_000, role };
    expect(await seenBy(stranger)).toEqual(EVERYONES);
    expect(await seenBy({ ...ada, role })).toEqual({
      posts: ["ada-draft", "answer", "brought-draft", "hidden-answer", "out"],
      comments: ["ada approved", "ada held", "ada removed", "ada spam", "guest approved"],
      pingbacks: ["answer"],
      heldEdits: ["edit of ada approved"],
    });
  }
  for (const role of ["editor", "administrator"] satisfies Role[])
    expect(await seenBy({ ...ada, id: ada.id + 1_000, role })).toEqual(ALL);
});
