// A site with everything that an export has to get right, and much that it must not tell.

import { eraseCommentsWholly } from "~/flows/erase-words.server";
import { draftPost, editPost, schedulePost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { anonymisePerson, editProfile, renamePerson } from "~/people/person.server";
import { setQuotable } from "~/people/quoting/quotable.server";
import { setClosing, setLockedBranches } from "~/posts/conversation/closing.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { setAnnounced } from "~/series/form/series-editing.server";
import { upsertSeries } from "~/series/series.server";
import { saveSettings } from "~/site/site.server";
import { editTag, findTagToEdit } from "~/tags/tag-editing.server";
import type { Deps } from "../../../factories/database";
import { createDraft } from "../../../factories/drafts";
import { createPage } from "../../../factories/pages";
import { createMember } from "../../../factories/people";
import { buildPost, createComment, createPerson, createPost, NOW } from "../../../factories/posts";
import { buildSettings } from "../../../factories/settings";

export const day = (number: number) => new Date(NOW.getTime() + number * 24 * 60 * 60 * 1000);

/** Words that must be in no export without --all. */
export const PRIVATE = [
  ...[
    "@example.org",
    "@reader.test",
    "UNFINISHED",
    "SCHEDULED",
    "WITHDRAWN",
    "HELD",
    "REMOVED",
    "ERASED",
    "SPAM",
    "LURKER",
  ],
];

/** A text with what files, YAML and Git stumble over. */
export const HOSTILE = [
  "\uFEFF---",
  "title: not a field",
  "---",
  "",
  "# A head with two spaces at its end  ",
  "",
  "\t- tab: 'quotes' \"both\" `code` #12 @home *star* &amp; %percent {curly} [brackets]",
  "",
  '<font color="#ff0000"><center>Twenty <b>years</b> old</center></font><br>',
  "",
  "\u202eright to left\u202c \u2028 \u0085 \u0007 🪑 e\u0301 é ﬁ",
  "",
  "    ...",
  "    responses:",
  "      - name: nobody",
].join("\n");

export async function fillFullSite(deps: Deps): Promise<void> {
  const { db } = deps;
  const rules = "# Be kind\n\n- no: colons  \n- ---\n\n---\n";
  await saveSettings(
    deps,
    buildSettings({
      name: "It's a “site”: #1",
      about: HOSTILE,
      rules,
      closeAfterDays: 90,
      licence: "cc-by-4.0",
    }),
  );
  await fillPeople(deps);
  const first = await fillPosts(deps);
  await fillConversation(deps, first);
  await createPage(deps, { title: "Zebra", slug: "zebra" }, { isInNavigation: true });
  await createPage(deps, { title: "About: us", slug: "aux", source: HOSTILE }, { isInNavigation: true });
  const hidden = await createPage(deps, { title: "WITHDRAWN page", slug: "gone" });
  await db.page.update({ where: { id: hidden }, data: { status: "withdrawn" } });
  const page = await db.page.findUniqueOrThrow({ where: { slug: "zebra" } });
  await db.formerPageSlug.create({ data: { slug: "horse", pageId: page.id } });
}

async function fillPeople({ db, render }: Deps) {
  const ken = await createMember(db, "ken", { name: "Ken: 'the' \"first\" #1", password: null });
  const profile = { name: ken.name, handle: "kenneth", site: "https://ken.example/?a=1#b" };
  const cited = { familyName: "Ó: 'Brien' #1", givenName: 'Ken "K"' };
  const orcid = "0000-0002-1825-0097";
  await editProfile({ db, render }, ken.id, { ...profile, ...cited, orcid, bio: HOSTILE }, NOW);
  await setQuotable(db, ken.id, false);
  await db.write((tx) => renamePerson(tx, ken.id, { name: ken.name, handle: "ken" }));
  await createMember(db, "lurker", { name: "LURKER", password: null });
}

async function fillPosts(deps: Deps): Promise<number> {
  const { db } = deps;
  const series = { slug: "prn", title: "A series: with gaps", intro: HOSTILE, status: "under way" } as const;
  const seriesId = await upsertSeries(deps, series, NOW);
  await db.formerSeriesSlug.create({ data: { slug: "earlier", seriesId } });
  const announced = [{ part: 9, title: "To: come", expected: "in May" }];
  await db.write((tx) => setAnnounced(tx, seriesId, announced));

  const first = await createPost(deps, {
    ...{
      slug: "first",
      title: "Yes: “no”\n#1 — 'x' \"y\" 🎉 \u202eRTL",
      source: HOSTILE,
      summary: "- a: b #c",
    },
    ...{ tags: ["C#", "C", "1984", "true", "e-mail", "Ünïcode, & co"], series: "prn", part: 1 },
    ...{ language: "cy", licence: "cc-by-nc-4.0", noindex: true, presenters: ["maren"] },
  });
  const leaving = await createPerson(deps, "leaving");
  const editing = buildPost({ slug: "draft-one", title: "UNFINISHED", source: "UNFINISHED" });
  await draftPost(deps, editing, NOW);
  await schedulePost(deps, buildPost({ title: "SCHEDULED", slug: "con" }), day(99_999), NOW);
  const withdrawn = await createPost(deps, { title: "WITHDRAWN", slug: "withdrawn" }, day(1));
  await createComment(deps, withdrawn, { body: "WITHDRAWN too" }, { now: day(2) });
  await withdrawPost(deps, withdrawn, day(3));
  // A CRLF text, in a part after a gap, by two who have left and one who stays; its address was another.
  const moved = { title: "Second", source: "One.\r\n\r\nTwo.  \r\nThree.\rFour.", series: "prn", part: 5 };
  const second = await createPost(deps, { ...moved, slug: "old", writers: ["leaving", "ken"] }, day(4));
  await editPost(deps, second, buildPost({ ...moved, slug: "nul", writers: ["leaving", "ken"] }), day(5));
  await db.formerAddress.create({ data: { path: "/2009/03/an-entry.html", postId: second } });
  const closing = { repliesFrom: "members", closedWords: "Why: #1", slowMinutes: 30, ageRule: "open" };
  await db.write((tx) => setClosing(tx, second, closing));
  await createPost(deps, { slug: "third", tags: ["email"], source: "To [the first](/posts/first)." }, day(6));
  await createPost(deps, { slug: "fourth", source: "Also [the first](/posts/first)." }, day(7));
  await db.write((tx) => anonymisePerson(tx, leaving));

  const tag = await findTagToEdit(db, "c-sharp");
  await editTag(db, "c-sharp", { name: "Sharp: C", description: "Not: C #1" }, tag?.version ?? "");
  await createDraft(
    db,
    { id: (await db.person.findUniqueOrThrow({ where: { handle: "ken" } })).id },
    {
      ...{ title: "UNFINISHED too", source: "UNFINISHED" },
    },
  );
  return first;
}

async function fillConversation(deps: Deps, postId: number) {
  const { db } = deps;
  const at = (number: number) => ({ now: day(10 + number) });
  const leaver = await createMember(db, "leaver", { password: null });
  const unquoted = await createMember(db, "unquoted", { password: null });
  await setQuotable(db, unquoted.id, false);
  const reply = (body: string, to?: number, more = {}) =>
    createComment(deps, postId, { body, to, email: "ada@reader.test" }, more);
  const hostile = await createComment(
    deps,
    postId,
    { body: HOSTILE, name: "ken", email: "ken@reader.test", site: "https://x.example/#y" },
    at(1),
  );
  const removed = await reply("REMOVED", undefined, at(2));
  await reply(
    `See [above](/comments/${hostile}) and [there](http://longtable.test/posts/first#comment-${hostile}).`,
    removed,
    at(3),
  );
  const erased = await reply("ERASED", undefined, at(4));
  const deep = await reply("    code first", erased, at(5));
  await reply("By one who leaves.", deep, { viewer: leaver, ...at(6) });
  const held = await reply("HELD", undefined, at(7));
  const spam = await reply("SPAM", undefined, at(8));
  let last = await reply("Down 0", undefined, at(9));
  const top = last;
  for (let depth = 1; depth < 10; depth++) last = await reply(`Down ${depth}`, last, at(9 + depth));
  const early = await reply("Of an earlier day than its number.", undefined, at(0));
  const late = await reply("A late reply to an early one.", hostile, at(40));
  await reply("By one who leaves, and isn't quoted elsewhere.", undefined, { viewer: unquoted, ...at(41) });
  const { id: thirdId } = await db.post.findUniqueOrThrow({ where: { slug: "third" } });
  const linking = `To [the first](/posts/first), and [what came later](/comments/${late}).`;
  await editPost(
    deps,
    thirdId,
    buildPost({ title: "Third", slug: "third", tags: ["email"], source: linking }),
    day(51),
  );
  await db.write(async (tx) => {
    await setResponseStatus(tx, { kind: "comment", id: removed }, "removed");
    await setResponseStatus(tx, { kind: "comment", id: held }, "held");
    await setResponseStatus(tx, { kind: "comment", id: spam }, "spam");
    await eraseCommentsWholly(tx, [erased]);
    for (const { id } of [leaver, unquoted]) await anonymisePerson(tx, id);
    const { path } = await tx.db.comment.findUniqueOrThrow({ where: { id: top } });
    await setLockedBranches(tx, postId, [{ path: path ?? "", words: "Enough: #1" }]);
    const pingback = await tx.db.pingback.findFirstOrThrow({
      where: { postId, sourcePost: { slug: "third" } },
    });
    await setResponseStatus(tx, { kind: "pingback", id: pingback.id }, "removed");
  });
  await db.comment.update({ where: { id: early }, data: { createdAt: day(8) } });
}
