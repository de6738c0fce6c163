// A member's choice that their responses aren't quoted elsewhere.

import { expect, test } from "vitest";
import { readBook as readContents } from "~/books/contents/read-book.server";
import { anonymisePerson } from "~/people/person.server";
import { exportProfile } from "~/people/portability/person-export.server";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite } from "../../factories/site";
import { Visitor } from "../../factories/visitor";
import { unzip } from "../../factories/zip";

test("leaves a member's responses out of e-books, pages for print and embeds while they wish it, in their places and with their numbers, and nowhere on the site", async () => {
  const site = await openTestSite({ env: { PAGE_CACHE: "on" } });
  const { services, address: origin } = site;
  const postId = await createPost(services, { slug: "rooms", tags: ["quiet"] });
  const member = await createMember(services.db, "zoe", { role: "reader", name: "Zoë" });
  await createComment(services, postId, { body: "First words." });
  const id = await createComment(services, postId, { body: "Mine alone." }, { viewer: member });
  await createComment(services, postId, { body: "Third words.", to: id });
  const zoe = new Visitor(site, member.cookie);
  const guest = new Visitor(site);
  const page = "/tags/quiet/reader";
  const offered = async () =>
    /href="([^"]*\.epub)"/.exec((await guest.get(page)).html.split("<section aria-label=")[2] ?? "")?.[1];
  const make = async () => {
    await guest.post(page, { responses: "with" });
    await expect.poll(offered).toBeDefined();
    return (await offered()) ?? "";
  };
  const readBook = async (file: string) =>
    (await unzip(Buffer.from(await (await site.get(file)).arrayBuffer()))).get("EPUB/responses-1.xhtml") ??
    "";
  const print = async () => (await guest.get("/tags/quiet/print?responses=with")).html;
  const embed = `/oembed?url=${encodeURIComponent(`${origin}/comments/${id}`)}`;
  const thread = `/comments/${id}/thread`;
  const states = async () => ({
    embed: (await guest.get(embed)).status,
    linked: (await guest.get(thread)).html.includes("+oembed"),
    printed: (await print()).includes("Mine alone."),
  });
  const choose = async (quotable: string, said: string) => {
    const { status, location } = await zoe.post("/settings/quoting", { as: String(member.id), quotable });
    expect([status, location]).toEqual([303, "/settings/data?done=quoting"]);
    expect((await zoe.get(location ?? "")).html).toContain(said);
  };

  for (const quotable of ["", "\0", "no"])
    expect((await zoe.post("/settings/quoting", { quotable })).status).toBe(422);
  const whole = await make();
  expect(await readBook(whole)).toContain("Mine alone.");
  expect(await states()).toEqual({ embed: 200, linked: true, printed: true });

  await choose("off", "aren’t quoted elsewhere any more");
  expect((await guest.get(whole)).location).toBe(`${page}?changed`);
  expect(await states()).toEqual({ embed: 404, linked: false, printed: false });
  const made = await readBook(await make());
  for (const text of [made, await print()]) {
    expect(text).not.toContain("Mine alone");
    expect(text).toContain(
      `<span class="book-number">2</span> <a href="${origin}/comments/${id}">A response by <bdi>Zoë</bdi></a> is left out at its writer’s wish.`,
    );
    expect(text).toMatch(/First words\..*in reply to <a href="[^"]*"><bdi>Zoë<.*Third words\./s);
    expect(text).toContain("3 responses");
  }
  expect(await print()).toContain(
    "The responses are their writers’, and 1 of them is left out at their wish.",
  );
  // Nor does a book have its pictures and notes.
  const { id: sourceId } = await services.db.tag.findFirstOrThrow();
  const read = await readContents(services, { kind: "tag", sourceId, withResponses: true });
  expect(JSON.stringify(read)).toContain("First words.");
  expect(JSON.stringify(read)).not.toContain("Mine alone.");
  // Read on the site, and cited, as before.
  for (const path of ["/posts/rooms", thread, "/posts/rooms/feed", "/people/zoe/responses"])
    expect((await guest.get(path)).html, path).toContain("Mine alone.");
  expect((await guest.get(`/comments/${id}/cite`)).status).toBe(200);

  const person = { personId: member.id, accountId: member.accountId, email: member.email };
  for await (const file of exportProfile.files({ db: services.db, siteUrl: origin }, person, NOW))
    expect("json" in file ? file.json : file.fields).toMatchObject({ quotable: false });

  await choose("on", "may be quoted elsewhere again");
  expect(await states()).toEqual({ embed: 200, linked: true, printed: true });
  expect(await offered()).toBeUndefined();

  // Whoever leaves, and leaves their texts without their name, is still taken at their word.
  await choose("off", "any more");
  await services.db.write((tx) => anonymisePerson(tx, member.id));
  expect(await states()).toEqual({ embed: 404, linked: false, printed: false });
  expect(await print()).toContain("A response by <bdi>A former member</bdi>");
});
