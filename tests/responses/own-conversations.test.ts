// The conversations that a person takes part in.

import { expect, test } from "vitest";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { listOwnConversations } from "~/posts/conversation/own-conversations.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { responseStatus } from "~/visibility/status";
import { openDeps } from "../factories/database";
import { createMember } from "../factories/people";
import { createComment, createPost, NOW } from "../factories/posts";

const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

test("lists what a person wrote in by the latest response, and nothing that others can't read", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const ada = await createMember(db, "ada");
  const list = async (request = {}, take = 20) => {
    const page = await listOwnConversations(db, ada.id, request, take);
    return page && { ids: page.items.map(({ id }) => id), newer: page.newer, older: page.older };
  };
  const idsOf = async () => (await list())?.ids;
  const [quiet, own, early, late, others] = [
    await createPost(deps, { writers: ["ada"] }),
    await createPost(deps, { writers: ["ada"] }),
    await createPost(deps),
    await createPost(deps),
    await createPost(deps),
  ] as const;
  await createComment(deps, own, {}, { now: at(1) });
  await createComment(deps, early, {}, { viewer: ada, now: at(2) });
  const gone = await createComment(deps, late, {}, { viewer: ada, now: at(3) });
  await createComment(deps, others, {}, { now: at(4) });
  expect(await idsOf()).toEqual([late, early, own]);
  await createComment(deps, own, {}, { now: at(5) });
  // One of an archive doesn't move a conversation back.
  await createComment(deps, late, {}, { now: at(-60) });
  expect(await idsOf()).toEqual([own, late, early]);
  expect(await list({}, 2)).toEqual({ ids: [own, late], newer: null, older: { before: late } });
  expect(await list({ before: late }, 2)).toMatchObject({ ids: [early], newer: { after: early } });
  expect(await list({ after: early }, 1)).toMatchObject({ ids: [late] });
  expect(await list({ before: 999 })).toBeNull();
  await db.write((tx) => setResponseStatus(tx, { kind: "comment", id: gone }, responseStatus.removed));
  expect(await idsOf()).toEqual([own, early]);
  expect(await idsOf()).not.toContain(quiet);
  // Whoever presents a post isn't its writer.
  await createComment(deps, await createPost(deps, { presenters: ["ada"] }), {}, { now: at(6) });
  expect(await idsOf()).toEqual([own, early]);
  await withdrawPost(deps, early, at(7));
  expect(await idsOf()).toEqual([own]);
});
