// What is hidden, removed, erased, withdrawn, edited, cut, renamed or left is found by none of its words from the commit on: not even by
// the index itself, which results are read from.

import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { leave } from "~/flows/accounts/leave.server";
import { editSeries } from "~/flows/edit-series.server";
import { mergeTag } from "~/flows/merge-tag.server";
import { cutPassage } from "~/flows/moderating/texts/cut-passage.server";
import { deletePost, editPost, publishDraft } from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { editProfile, renamePerson } from "~/people/person.server";
import { eraseComments, setResponseStatus } from "~/responses/response-status.server";
import { fillSearchJob, indexResponsesJob } from "~/search/index/filling.server";
import { noteFilling } from "~/search/index/filling-state.server";
import { checkIndex } from "~/search/index/index-check.server";
import { seek } from "~/search/query/sought";
import { DIALECTS } from "~/search/search.server";
import { ANALYSER_VERSION } from "~/search/words/stems";
import { findSeriesToEdit } from "~/series/form/series-editing.server";

import { upsertSeries } from "~/series/series.server";
import { provider } from "../factories/database";
import { createMember } from "../factories/people";
import { buildPost, createComment, createPerson, createPost, NOW } from "../factories/posts";
import { find, openSearching, type Searching, titlesOf } from "./searching";

const WORD = "zwieback";
const EVERYWHERE = { from: -Number.MAX_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

/** How many entries have the word, whoever may see them. */
async function countIn({ reader }: Searching, word = WORD): Promise<number> {
  const dialect = DIALECTS[provider()];
  const all = [seek({ text: word }) ?? []];
  const sought = { all, none: [], facets: [], noFacets: [], ...EVERYWHERE, kind: null };
  const texts = dialect.newest(sought, 100);
  const names = dialect.names([word], false, EVERYWHERE, 100);
  const keys = await reader.run(20_000, async (query) => [
    ...(await query(texts.sql, texts.values)),
    ...(await query(names.sql, names.values)),
  ]);
  return keys.length;
}

const faults = ({ db }: Searching) => db.snapshot((snapshot) => checkIndex(snapshot));

/** Runs an act that makes the word vanish. */
async function forgets(deps: Searching, act: () => Promise<unknown>) {
  expect(await countIn(deps)).toBeGreaterThan(0);
  await act();
  expect(await countIn(deps)).toBe(0);
  expect(titlesOf(await find(deps, WORD))).toEqual([]);
  expect(await faults(deps)).toEqual([]);
}

test("forgets a response that is hidden, erased, deleted, edited or cut, and finds it again when it is shown", async () => {
  const deps = await openSearching();
  const { db } = deps;
  const ada = await createMember(db, "ada");
  const mo = await createMember(db, "mo", { moderates: true });
  const postId = await createPost(deps);
  const add = (body = `About ${WORD}. It rained.`) => createComment(deps, postId, { body }, { viewer: ada });
  const set = (id: number, to: "removed" | "held" | "spam" | "approved") =>
    db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, to));

  const first = await add();
  for (const to of ["removed", "held", "spam"] as const) {
    await forgets(deps, () => set(first, to));
    await set(first, "approved");
    expect(await countIn(deps)).toBe(1);
  }
  await forgets(deps, () => db.write((tx) => eraseComments(tx, [first])));
  const second = await add();
  await forgets(deps, () => deleteComment(deps, ada, second, NOW));
  const third = await add(`Of ${WORD}.`);
  const edit = { body: "Of bread.", basedOn: fingerprint(`Of ${WORD}.`) };
  await forgets(deps, () => editComment(deps, { member: ada, id: third }, edit, NOW));
  const body = `Much ${WORD} was there. It rained.`;
  const fourth = await add(body);
  const cut = { pieces: [0], passage: "" };
  const why = { reason: "identifies", words: "" } as const;
  await forgets(deps, () => cutPassage(deps, mo, { id: fourth, basedOn: fingerprint(body), cut, why }, NOW));
  await add();
  await forgets(deps, () => leave(deps, ada, "remove", NOW));
});

test("forgets a post that is edited, withdrawn or deleted, with its responses, and finds them again when it returns", async () => {
  const deps = await openSearching();
  const input = buildPost({ source: `All of ${WORD}.`, tags: [`Old ${WORD}`] });
  const id = await createPost(deps, input);
  await createComment(deps, id, { body: `More ${WORD}.` });
  expect(await countIn(deps)).toBe(4);
  await forgets(deps, () => deps.withdraw(id));

  expect(await publishDraft(deps, id, input, NOW)).toMatchObject({ ok: true });
  await indexResponsesJob.run({ db: deps.db, databaseProvider: provider() }, { postId: id, after: 0 }, NOW);
  expect(await countIn(deps)).toBe(4);
  await deps.db.write((tx) => tx.db.job.deleteMany({}).then(() => undefined));

  await editPost(deps, id, { ...input, source: "All of bread." }, NOW);
  expect(await countIn(deps)).toBe(3);
  await forgets(deps, () => deletePost(deps, id, NOW));
});

test("indexes responses again when their post is filed elsewhere or its language is corrected, and not when its text is edited", async () => {
  const deps = await openSearching();
  const { db } = deps;
  const input = buildPost({ language: "en", tags: ["Rooms"] });
  const id = await createPost(deps, input);
  await createComment(deps, id, { body: "Étudiants étrangers." });
  const jobs = () => db.job.count({ where: { kind: indexResponsesJob.kind } });
  await editPost(deps, id, { ...input, source: "Other words." }, NOW);
  expect(await jobs()).toBe(0);
  let edited = input;
  for (const change of [{ language: "fr" }, { tags: ["Bread"] }]) {
    edited = { ...edited, ...change };
    await editPost(deps, id, edited, NOW);
    expect([change, await jobs(), await faults(deps)]).toEqual([change, 1, []]);
    await db.job.deleteMany({ where: { kind: indexResponsesJob.kind } });
    await indexResponsesJob.run({ db, databaseProvider: provider() }, { postId: id, after: 0 }, NOW);
    expect(await faults(deps)).toEqual([]);
  }
  expect(titlesOf(await find(deps, "etudiante"))).toHaveLength(1);
});

test("forgets former names of people, tags and series, and bios", async () => {
  const deps = await openSearching();
  const { db } = deps;
  await createPerson(deps, "ken", `Ken ${WORD}`);
  await upsertSeries(deps, { slug: "rooms", title: `Rooms of ${WORD}`, status: "under way", intro: "" }, NOW);
  const ken = await db.person.findUniqueOrThrow({ where: { handle: "ken" } });
  const input = buildPost({ series: "rooms", part: 1, tags: ["Bread"] });
  const id = await createPost(deps, input);
  expect(await countIn(deps)).toBe(4);
  await db.write((tx) => renamePerson(tx, ken.id, { name: "Ken", handle: "ken" }));
  expect(await countIn(deps)).toBe(2);
  const version = (await findSeriesToEdit(db, "rooms"))?.version ?? "";
  const text = { slug: "rooms", title: "Rooms", status: "under way" as const, intro: "" };
  await forgets(deps, () => editSeries(deps, "rooms", { text, parts: new Map(), announced: [] }, version));

  const profile = {
    name: "Ken",
    handle: "ken",
    familyName: "",
    givenName: "",
    bio: `Baker of ${WORD}.`,
    site: "",
    orcid: "",
  };
  await editProfile(deps, ken.id, profile, NOW);
  await forgets(deps, () => editProfile(deps, ken.id, { ...profile, bio: "" }, NOW));

  const other = await createPost(deps, { tags: ["Loaves"], source: `Loaf of ${WORD}.` });
  await mergeTag(db, "loaves", "bread");
  expect(titlesOf(await find(deps, `tag:bread ${WORD}`))).toHaveLength(1);
  expect(titlesOf(await find(deps, "loaves"))).toEqual([]);
  await forgets(deps, () => deps.withdraw(other));
  await deps.withdraw(id);
  expect(titlesOf(await find(deps, "ken"))).toEqual([]);
});

test("check finds what is missing, outdated or surplus in the index, and makes it again; a job fills it too", async () => {
  const deps = await openSearching();
  const { db } = deps;
  const id = await createPost(deps, { title: "Kept", source: `All of ${WORD}.` });
  await createComment(deps, id, { body: `More ${WORD}.` });
  const problems = async () =>
    (await faults(deps)).map(({ row, problem }) => `${row} ${problem}`.replace(/-\d+/, "KEY")).sort();
  const repair = async () => {
    for (const { repair } of await faults(deps)) if (repair) await db.write(repair);
  };
  await db.post.update({ where: { id }, data: { title: "Other" } });
  await db.comment.update({ where: { id: 1 }, data: { status: "removed" } });
  await db.searchEntry.deleteMany({ where: { kind: 2 } });
  expect(await problems()).toEqual([
    "comment 1 is in the index of the search though not everyone may see it",
    "index of the search KEY has words of nothing",
    "person 1 is missing in the index of the search",
    `post ${id} is outdated in the index of the search`,
  ]);
  await repair();
  expect(await faults(deps)).toEqual([]);
  expect(titlesOf(await find(deps, WORD))).toEqual(["Other"]);

  await db.$executeRaw`DELETE FROM "SearchText"`;
  expect((await problems())[0]).toBe("person 1 has no words in the index of the search");
  await repair();
  expect(await faults(deps)).toEqual([]);

  // While it is filled, only what shouldn't be there is a fault. Without a job it would never be filled.
  const row = { id: 1, version: ANALYSER_VERSION, language: "en" };
  await db.searchFilling.upsert({ where: { id: 1 }, create: row, update: { endedAt: null } });
  await db.searchEntry.updateMany({ where: { kind: 0 }, data: { version: 0 } });
  await db.post.update({ where: { id }, data: { title: "Third" } });
  expect([await problems(), await noteFilling(db)]).toEqual([
    ["index of the search was not filled to its end"],
    null,
  ]);
  await repair();
  const note = "The index of the search is still being filled: 0 of 1 posts and responses.";
  expect([await faults(deps), await noteFilling(db)]).toEqual([[], note]);
  await db.job.deleteMany({ where: { kind: "fill-search" } });
  await db.searchFilling.deleteMany({});
  expect(await problems()).toEqual([`post ${id} is outdated in the index of the search`]);
  await db.post.update({ where: { id }, data: { title: "Other" } });

  // As after a copy of the site: the job does it in batches.
  await db.$executeRaw`DELETE FROM "SearchText"`;
  await db.$executeRaw`DELETE FROM "SearchTitle"`;
  await db.searchEntry.deleteMany({});
  expect([await faults(deps), await noteFilling(db)]).toEqual([
    [],
    "The index of the search is filled when the site starts.",
  ]);
  for (let kind = 0, after = 0; kind < 6; ) {
    await fillSearchJob.run({ db, databaseProvider: provider() }, { kind, after }, NOW);
    const next = await db.job.findFirst({ where: { kind: "fill-search" } });
    const payload = JSON.parse(next?.payload ?? '{"kind":6,"after":0}');
    await db.job.deleteMany({ where: { kind: "fill-search" } });
    [kind, after] = [payload.kind, payload.after];
  }
  expect(await faults(deps)).toEqual([]);
  expect(titlesOf(await find(deps, WORD))).toEqual(["Other"]);
});
