// Everything by one writer: what a guest's comments are gathered by. A member's are in queue.test.ts.

import { expect, test } from "vitest";
import { createMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

test("gathers a guest's comments by a proof, and none that only has the same name", async () => {
  const site = await openTestSite();
  const { db } = site.services;
  const postId = await createPost(site.services, { slug: "first" });
  const mo = new Visitor(site, (await createMember(db, "mo", { moderates: true })).cookie);
  const byGuest = async (body: string, guestId: number | null) => {
    const id = await createComment(site.services, postId, { name: "Gus", body });
    await db.comment.update({ where: { id }, data: { guestId } });
    return id;
  };
  const at = { createdAt: new Date(), expiresAt: new Date() };
  const browser = async (emailHash: string | null) =>
    (await db.guest.create({ data: { ...at, emailHash } })).id;
  const [phone, desk, other] = [await browser("known"), await browser("known"), await browser(null)];
  const first = await byGuest("By telephone.", phone);
  await byGuest("At a desk.", desk);
  const typed = await byGuest("Typed the name.", null);
  const others = await byGuest("Another browser.", other);
  await byGuest("The same browser.", other);
  const path = (id: number) => `/moderation/comments/${id}`;
  expect((await mo.get(path(first))).html).toContain(`href="${path(first)}/writer"`);
  expect((await mo.get(path(typed))).html).not.toContain(`href="${path(typed)}/writer"`);
  const shown = async (id: number) => {
    const { html } = await mo.get(`${path(id)}/writer`);
    const bodies = [
      "By telephone.",
      "At a desk.",
      "Typed the name.",
      "Another browser.",
      "The same browser.",
    ];
    return bodies.filter((body) => html.includes(body));
  };
  expect(await shown(first)).toEqual(["By telephone.", "At a desk."]);
  expect(await shown(others)).toEqual(["Another browser.", "The same browser."]);
  expect(await shown(typed)).toEqual(["Typed the name."]);
});
