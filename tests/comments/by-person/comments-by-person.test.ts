import { expect, test } from "vitest";
import { listCommentsByPerson } from "~/comments/by-person/comments-by-person.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";

test.each([
  ["is deleted", false],
  ["leaves a placeholder, because it has a reply", true],
])("pages on through a person's responses when the one at the border %s", async (_what, isAnswered) => {
  const deps = await openDeps();
  const { db } = deps;
  const ada = await createMember(db, "ada");
  const postId = await createPost(deps);
  const ids: number[] = [];
  for (const body of ["Oldest.", "Older.", "On the border.", "Newest."])
    ids.push(await createComment(deps, postId, { body }, { viewer: ada }));
  const [oldest, older, border = 0] = ids;
  if (isAnswered) await createComment(deps, postId, { to: border, body: "An answer." });
  const bodiesOf = async () =>
    (await listCommentsByPerson(db, ada.id, { before: border }, 2))?.items.map(({ id }) => id);
  expect(await bodiesOf()).toEqual([older, oldest]);
  await deleteComment(deps, ada, border, NOW);
  expect(await bodiesOf()).toEqual([older, oldest]);
});
