// A site on which readers nominate responses and editors decide, over HTTP.

import { setResponseStatus } from "~/responses/response-status.server";
import { createMember, type TestMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite } from "../../factories/site";
import { Visitor } from "../../factories/visitor";

export const LIST = "/moderation/nominations";

/** Whoever opens it closes `site`. */
export async function openNominating() {
  const site = await openTestSite({ close: "later" });
  const { services } = site;
  const asVisitor = (member: TestMember) => new Visitor(site, member.cookie);
  const postId = await createPost(services, { slug: "old", title: "Old cards" });
  const rita = await createMember(services.db, "rita", { role: "reader" });
  const reader = asVisitor(rita);
  const editor = asVisitor(await createMember(services.db, "eve", { role: "editor" }));
  let count = 0;
  return {
    ...{ site, postId, rita, reader, editor, asVisitor },
    comment: (viewer?: TestMember) =>
      createComment(
        services,
        postId,
        { body: `No two are alike: ${++count * 7919}.`, name: "Ben" },
        viewer && { viewer },
      ),
    nominate: (id: number, visitor = reader) => visitor.post(`/comments/${id}/nominate`),
    decide: (id: number, verb: "invite" | "dismiss", visitor = editor) =>
      visitor.post(`${LIST}/${id}/${verb}`),
    isListed: async (id: number) => (await editor.get(LIST)).html.includes(`${LIST}/${id}/dismiss`),
    hide: (id: number, to: "held" | "approved") =>
      services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, to)),
  };
}
