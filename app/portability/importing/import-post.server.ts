// Imports the file of a post.

import {
  editPostAndDate,
  type PublishingDeps,
  type PublishRefusal,
  publishArchivedPost,
  schedulePost,
} from "~/flows/publishing/publish-post.server";
import { explainRefusal } from "~/markdown/limits";
import { FORMER_MEMBER_HANDLE, isFormerInFiles } from "~/people/person";
import { findCurrentHandles } from "~/people/person.server";
import type { Database, Transaction } from "~/platform/database/database.server";
import { hasFormerAddresses, keepFormerAddresses } from "~/posts/address/post-address.server";
import { describeClosing, OPEN } from "~/posts/conversation/closing";
import { setClosing } from "~/posts/conversation/closing.server";
import {
  findOriginBySlug,
  findUnclaimedPost,
  moveOrigin,
  noteImported,
  readImportState,
  setOrigin,
} from "~/posts/portability/post-origin.server";
import { postPath } from "~/posts/post";
import type { PostInput } from "~/posts/post.schema";
import { findPostById, findPostInput, findPostRow, type GivenPost } from "~/posts/post-commands.server";
import { hasVersionByPerson } from "~/revisions/revision.server";
import { findTagByName } from "~/tags/tag.server";
import { tagSlug } from "~/tags/tag-name";
import { postStatus } from "~/visibility/status";
import type { Filed, PostFile } from "../content/content-files.server";
import { TEXT } from "../content/field-errors";
import { isSamplePost } from "../sample/sample-fingerprints";
import { explainConflict, listDifferent } from "./import-conflicts";
import type { ImportReport } from "./import-conversation.server";
import { nameIn } from "./import-name.server";
import { describeTaken, type Origin } from "./import-people.server";
import { linkComments } from "./import-responses.server";
import { showsSame } from "./same-text.server";

interface PostOptions {
  origin: Origin;
  keys: ReadonlyMap<string, number>;
  replace: boolean;
  /** Whether the file may replace what was edited on the site. */
  force: boolean;
  /** Whether the post of an origin is another file's or another import's. */
  isClaimed: (origin: string) => boolean;
  timeZone: string;
  /** Whether only links to responses are to be completed, which is no edit that readers are told of. */
  isLinking?: boolean;
  /** Tag spellings that were already reported as merged with another. */
  joinedTags: Set<string>;
  /** Handles and slugs that belong to someone or something else on the site. */
  others: { people: ReadonlySet<string>; series: ReadonlySet<string> };
}

/** Publishes or schedules the post of a file, or updates it if its text or fields have changed. One that was written or edited on the site
 *  stays as it is, unless it is forced. Refusals are added to the report. */
export async function importPost(
  deps: PublishingDeps,
  { file, value: { date, closing, formerAddresses, ...post }, lineOf }: Filed<PostFile>,
  { origin, keys, replace, force, others, joinedTags, isClaimed, timeZone, isLinking = false }: PostOptions,
  report: ImportReport,
): Promise<void> {
  const leaveOut = (path: PropertyKey[], message: string) =>
    void report.problems.push({ file, line: lineOf(path), field: String(path[0] ?? ""), message });
  const stranger = [...post.writers, ...post.presenters].find((handle) => others.people.has(handle));
  if (stranger !== undefined)
    return leaveOut(
      ["byline"],
      `names ${stranger}, who is another person on this site. See the message about the file of that person.`,
    );
  if (post.series !== undefined && others.series.has(post.series))
    return leaveOut(
      ["series"],
      `names ${post.series}, which is another series on this site. See the message about its file.`,
    );

  const current = await findCurrentHandles(deps.db, [...post.writers, ...post.presenters]);
  const renamed = (handles: string[]) => handles.map((handle) => current.get(handle) ?? handle);
  const input = {
    ...post,
    ...{ writers: renamed(post.writers), presenters: renamed(post.presenters) },
    origin: origin.now,
    sample: isSamplePost(post),
    source: linkComments(post.source, keys),
  };
  const own = (await findPostInput(deps.db, origin.now)) ?? (await adoptEarlier(deps, origin, post));
  const unclaimed = own ? null : await findUnclaimedPost(deps.db, post, isClaimed);
  const existing = own ?? (unclaimed && (await findPostById(deps.db, unclaimed.id)));
  const isWrittenHere = unclaimed !== null && unclaimed.origin === null;
  let before = existing;
  const mayEdit = (found: GivenPost) => {
    before = found;
    return replace || !isAnother(found.input, input);
  };
  const leaveOutAnother = ({ title, slug }: PostInput) =>
    leaveOut(
      ["title"],
      `would turn “${title}” (${postPath(slug)}) into another post. If this is another post, import the folder under ` +
        "a name of its own with --as NAME. If it is that post with a new title and slug, use --replace.",
    );
  if (existing && !mayEdit(existing)) return leaveOutAnother(existing.input);
  const isMoved = ({ publishedAt }: GivenPost) =>
    publishedAt !== null && publishedAt.getTime() !== date.getTime();
  const different = existing
    ? [
        ...(isMoved(existing) ? ["date"] : []),
        ...((await showsSame(deps.db, existing.input.source, input.source)) ? [] : ["text"]),
        ...differencesOf(existing.input, await withPresentTags(deps.db, existing.input, input)),
      ]
    : [];
  if (existing && different.length === 0) {
    await keepUnchanged(deps.db, existing.id, origin.now, formerAddresses);
    report.posts.unchanged++;
    return;
  }
  let savedAt: Date | undefined;
  const check = async ({ db }: Transaction, { id }: { id: number }) => {
    const present = await findPostById(db, id);
    // Then it is refused as another post.
    if (force || (present && !mayEdit(present))) return null;
    const { state, ...saved } = await readImportState(db, id);
    savedAt = saved.savedAt;
    const isEdited = state === "unknown" ? await hasVersionByPerson(db, id) : state === "edited";
    return isEdited || isWrittenHere ? ({ ok: false, reason: "post.edited-here" } as const) : null;
  };
  const now = new Date();
  const isToCome = date > now;
  let taken: string[] = [];
  const stored = async (tx: Transaction, id: number) => {
    taken = await keepFormerAddresses(tx, { id, slug: input.slug }, formerAddresses);
    await noteImported(tx, id);
    // Later, who may reply is the moderators' decision.
    if (!existing && describeClosing(closing) !== describeClosing(OPEN)) await setClosing(tx, id, closing);
  };
  const saved = existing
    ? await editPostAndDate(deps, existing.id, input, date, now, {
        ...{ mayEdit, stored },
        check: async (tx) => check(tx, existing),
        ...(isLinking && { datedAt: date }),
      })
    : isToCome
      ? await schedulePost(deps, input, date, now, undefined, stored)
      : await publishArchivedPost(deps, input, date, now, stored);
  if (saved.ok) {
    report.notes.push(...describeTaken({ file, lineOf }, taken));
    if (before && isMoved(before)) {
      const message = `${before.publishedAt?.toISOString()} → ${date.toISOString()}`;
      report.notes.push({ file, line: lineOf(["date"]), field: "date", message });
    }
    const stored = (await findPostInput(deps.db, origin.now))?.input.tags ?? [];
    for (const [index, tag] of input.tags.entries()) {
      if (stored.includes(tag) || joinedTags.has(tag)) continue;
      joinedTags.add(tag);
      const kept = stored.find((name) => tagSlug(name) === tagSlug(tag));
      const message = `“${tag}” is the same tag as “${kept}” and is shown under that name`;
      report.notes.push({ file, line: lineOf(["tags", index]), field: "tags", message });
    }
    report.posts[existing ? "changed" : isToCome ? postStatus.scheduled : postStatus.published]++;
    return;
  }
  if (saved.reason === "post.edited-here") {
    const where = { file, line: lineOf(["title"]), address: postPath(before?.input.slug ?? input.slug) };
    const conflict = {
      ...where,
      different,
      savedAt,
      isWrittenHere,
      state: "edited",
      hasVersions: true,
    } as const;
    report.edited.push(explainConflict(conflict, timeZone));
    return;
  }
  if (saved.reason === "post.is-another" && before) return leaveOutAnother(before.input);
  const owner = saved.reason === "post.slug-taken" ? await findOriginBySlug(deps.db, input.slug) : null;
  const ownerName = owner && nameIn(owner);
  const { path, message } = explain(saved, input, ownerName === nameIn(origin.now) ? null : ownerName);
  leaveOut(path, message);
}

/** The file's post, with the present names of tags that were renamed on the site. */
async function withPresentTags(db: Database, stored: PostInput, given: PostInput): Promise<PostInput> {
  const known = new Set(stored.tags.map(tagSlug));
  const tags: string[] = [];
  for (const name of given.tags)
    tags.push(known.has(tagSlug(name)) ? name : ((await findTagByName(db, name))?.name ?? name));
  return { ...given, tags };
}

/** Notes that a post is as its file has it, and where else it can be found, unless that is known. */
async function keepUnchanged(db: Database, id: number, origin: string, paths: string[]): Promise<void> {
  const { state, origin: present } = await readImportState(db, id);
  const isNoted = state === "as imported" && present === origin;
  if (isNoted && (await hasFormerAddresses(db, id, paths))) return;
  await db.write(async (tx) => {
    const post = await findPostRow(tx.db, id);
    if (!post) return;
    await setOrigin(tx, id, origin);
    await noteImported(tx, id);
    await keepFormerAddresses(tx, post, paths);
  });
}

/** Finds a post imported from this file before imports had names, if it is the same post, and gives it this
 *  import's origin. */
async function adoptEarlier(
  { db }: PublishingDeps,
  { now, earlier }: Origin,
  post: Pick<PostInput, "title" | "slug">,
): Promise<GivenPost | null> {
  const found = await findPostInput(db, earlier);
  if (!found || isAnother(found.input, post)) return null;
  await moveOrigin(db, found.id, earlier, now);
  return found;
}

/** A post may get a new title or a new slug. If both are different, it is another post. */
const isAnother = (a: Pick<PostInput, "title" | "slug">, b: Pick<PostInput, "title" | "slug">) =>
  a.title !== b.title && a.slug !== b.slug;

const isFormer = (handle: string) => isFormerInFiles(handle) || /^former-\d+$/.test(handle);

/** In which fields but the text a file differs from the stored post, in words. Tags are compared by slug, because a tag keeps its first spelling, and
 *  deleted accounts are one person in files. */
function differencesOf(a: PostInput, b: PostInput): string[] {
  const people = (handles: string[]) => [
    ...new Set(handles.map((handle) => (isFormer(handle) ? FORMER_MEMBER_HANDLE : handle))),
  ];
  const tags = (names: string[]) => [...new Set(names.map(tagSlug))];
  return [
    ...listDifferent({
      ...{ title: [a.title, b.title], address: [a.slug, b.slug], summary: [a.summary, b.summary] },
      ...{ byline: [people(a.writers), people(b.writers)], tags: [tags(a.tags), tags(b.tags)] },
      "introduced by": [people(a.presenters), people(b.presenters)],
      ...{ series: [a.series ?? null, b.series ?? null], part: [a.part ?? null, b.part ?? null] },
      ...{
        language: [a.language ?? null, b.language ?? null],
        licence: [a.licence ?? null, b.licence ?? null],
      },
      noindex: [a.noindex ?? false, b.noindex ?? false],
    }),
  ];
}

/** The field of a refusal, and its message. */
function explain(
  { reason, what = "" }: PublishRefusal,
  { writers, presenters }: PostInput,
  owner: string | null,
): { path: PropertyKey[]; message: string } {
  switch (reason) {
    case "post.slug-taken":
      return {
        path: ["slug"],
        message: owner
          ? `${what} is already a post of the import “${owner}”. To change that post, import this folder with --as ${owner}`
          : `${what} is taken: another post has or had this address. Choose another, such as ${what}-2`,
      };
    case "person.not-found":
    case "presenter.not-found":
      return {
        path:
          reason === "person.not-found"
            ? ["byline", writers.indexOf(what)]
            : ["introduced by", presenters.indexOf(what)],
        message: `names ${what}, but no file in people/ has this handle. Add one, such as people/${what}.md`,
      };
    case "series.not-found":
      return {
        path: ["series"],
        message: `names ${what}, but no file in series/ has this slug. Add one, such as series/${what}.md`,
      };
    case "series.part-taken":
      return { path: ["part"], message: `is taken: another post is ${what}. Choose another number.` };
    case "post.out-already":
      return {
        path: ["date"],
        message:
          "is in the future, but this post is published already. Give it a date in the past, such as 2026-03-30.",
      };
    case "post.is-another":
      return {
        path: ["title"],
        message: "is the title of another post since the import began. Import again.",
      };
    case "post.not-found":
      return {
        path: [],
        message: "was deleted on the site during the import. Import again to publish it anew.",
      };
    default:
      return { path: [TEXT], message: `was refused: ${explainRefusal(reason)}` };
  }
}
