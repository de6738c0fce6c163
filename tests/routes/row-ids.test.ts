import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { createPost } from "../factories/posts";
import { openTestSite } from "../factories/site";
import { Visitor } from "../factories/visitor";

test("answers ids beyond the database's range as not found", async () => {
  const site = await openTestSite();
  await createPost(site.services, { slug: "a" });
  const boss = await createMember(site.services.db, "boss", { role: "administrator" });
  const visitor = new Visitor(site, boss.cookie);
  const id = "99999999999999";
  const answers = {
    comment: (await visitor.get(`/comments/${id}`)).status,
    pingback: (await visitor.get(`/pingbacks/${id}`)).status,
    remove: (await visitor.get(`/comments/${id}/remove`)).status,
    respond: (await visitor.get(`/posts/a/respond?to=${id}`)).status,
    people: (await visitor.get(`/moderation/people?before=${id}`)).status,
    said: (await visitor.get(`/people/boss/responses?before=${id}`)).status,
    earlier: (await visitor.get(`/settings/comments?before=${id}`)).status,
    revoke: (await visitor.post(`/moderation/invitations/${id}/revoke`)).status,
    devices: (await visitor.post("/settings/devices", { session: id })).status,
    claim: (await visitor.post("/settings/comments", { [`comment-${id}`]: "on" })).status,
    reply: (await visitor.post("/posts/a/respond", { body: "Words.", to: id })).status,
  };
  expect(answers).toEqual({
    ...{ comment: 404, pingback: 404, remove: 404, respond: 200, people: 404, said: 404, earlier: 404 },
    ...{ revoke: 303, devices: 303, claim: 422, reply: 422 },
  });
});

test("leads from the address of a form to its page, whatever letters the address has", async () => {
  const site = await openTestSite();
  const boss = await createMember(site.services.db, "boss", { role: "administrator" });
  const visitor = new Visitor(site, boss.cookie);
  for (const letters of ["%F0%9F%A7%91", "%0A", "50%25"])
    for (const [address, page] of [
      ["/people/X/mute", "/people/X"],
      ["/people/X/unmute", "/people/X"],
      ["/replies/X/remember", "/replies/X"],
      ["/replies/X/forget", "/replies/X"],
      ["/join/X/passkey", "/join/X"],
      ["/join/X/passkey/options", "/join/X"],
      ["/pages/X/history/1/restore", "/pages/X/history"],
    ] as const)
      expect((await visitor.get(address.replace("X", letters))).location).toBe(page.replace("X", letters));
});
