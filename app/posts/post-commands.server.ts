// Changes to a post's row and bylines. Publishing itself is in flows/.

import type { Rendered } from "~/markdown/rendered";
import { bylinesKey } from "~/people/person.server";
import type { Owned } from "~/people/policy";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { isPublished, type PostStatus, postStatus } from "~/visibility/status";
import { moveAddress } from "./address/post-address.server";
import { monthKey, recountMonths } from "./archive/post-month.server";
import type { PostInput } from "./post.schema";
import { invalidatePost } from "./post.server";
import { derivedFrom } from "./post-rendering.server";

/** The columns of a post that commands read. */
export interface PostRow {
  id: number;
  slug: string;
  status: PostStatus;
  month: string | null;
  seriesId: number | null;
  publishedAt: Date | null;
  /** The date of a post that was withdrawn. */
  withdrawnFrom: Date | null;
  editedAt: Date | null;
  failedAt: Date | null;
  submitterId: number | null;
  /** Its publication sends no e-mail to followers. */
  quiet: boolean;
}

const rowFields = {
  id: true,
  slug: true,
  status: true,
  month: true,
  seriesId: true,
  publishedAt: true,
  withdrawnFrom: true,
  editedAt: true,
  failedAt: true,
  submitterId: true,
  quiet: true,
} as const;

export const findPostRow = async (db: DatabaseClient, id: number): Promise<PostRow | null> =>
  (await db.post.findUnique({ where: { id }, select: rowFields })) as PostRow | null;

/** A post of any status by its slug, to be edited. */
export const findPostToEdit = async (db: DatabaseClient, slug: string): Promise<PostRow | null> =>
  (await db.post.findUnique({ where: { slug }, select: rowFields })) as PostRow | null;

/** The number of a post's last revision. */
export const findPostVersion = async (db: DatabaseClient, id: number): Promise<number> =>
  (await db.post.findUnique({ where: { id }, select: { version: true } }))?.version ?? 0;

/** The post that is this part of a series, draft or published. */
export async function findPartOwner(
  db: DatabaseClient,
  seriesId: number,
  part: number,
): Promise<number | null> {
  return (await db.post.findFirst({ where: { seriesId, part }, select: { id: true } }))?.id ?? null;
}

/** The owners of a post for may(): its submitter and its writers. A presenter owns nothing. */
export async function findPostOwners(db: DatabaseClient, id: number): Promise<Owned | null> {
  const post = await db.post.findUnique({
    where: { id },
    select: { submitterId: true, bylines: { where: { role: "writer" }, select: { personId: true } } },
  });
  if (!post) return null;
  const writers = post.bylines.map((line) => line.personId);
  return { ownerIds: post.submitterId === null ? writers : [...new Set([post.submitterId, ...writers])] };
}

const inputFields = {
  ...{ id: true, slug: true, title: true, summary: true, source: true, part: true, origin: true },
  ...{ sample: true, status: true, publishedAt: true, language: true, licence: true, noindex: true },
  series: { select: { slug: true } },
  bylines: { orderBy: { position: "asc" }, select: { role: true, person: { select: { handle: true } } } },
  tags: { orderBy: { position: "asc" }, select: { tag: { select: { name: true } } } },
} satisfies Prisma.PostSelect;

/** A post as typed, with its status. */
export interface GivenPost extends Pick<PostRow, "id" | "status" | "publishedAt"> {
  input: PostInput;
}

/** Finds a post by the identifier of its import. */
export const findPostInput = async (db: DatabaseClient, origin: string): Promise<GivenPost | null> =>
  toGiven(await db.post.findUnique({ where: { origin }, select: inputFields }));

export const findPostById = async (db: DatabaseClient, id: number): Promise<GivenPost | null> =>
  toGiven(await db.post.findUnique({ where: { id }, select: inputFields }));

/** Posts by a person, of any status, by ascending id from `after` on. */
export async function listWrittenPosts(
  db: DatabaseClient,
  personId: number,
  after: number,
  take: number,
): Promise<GivenPost[]> {
  const rows = await db.post.findMany({
    where: { id: { gt: after }, bylines: { some: { personId, role: "writer" } } },
    orderBy: { id: "asc" },
    take,
    select: inputFields,
  });
  return rows.flatMap((row) => toGiven(row) ?? []);
}

function toGiven(row: Prisma.PostGetPayload<{ select: typeof inputFields }> | null): GivenPost | null {
  if (!row) return null;
  const { id, status, publishedAt, series, part, bylines, tags, origin, language, licence, ...rest } = row;
  const handles = (role: string) =>
    bylines.filter((line) => line.role === role).map((line) => line.person.handle);
  const input = {
    ...rest,
    origin: origin ?? undefined,
    language: language ?? undefined,
    licence: (licence ?? undefined) as PostInput["licence"],
    writers: handles("writer"),
    presenters: handles("presenter"),
    tags: tags.map(({ tag }) => tag.name),
    series: series?.slug,
    part: part ?? undefined,
  };
  return { id, status: status as PostStatus, publishedAt, input };
}

export interface PostState {
  status: PostStatus;
  publishedAt: Date | null;
  /** The month of publication in the site's time zone. */
  month: string | null;
}

/** Inserts a post by `submitterId`, or updates `before`, whose slug becomes a redirect. Returns the id. */
export async function writePost(
  tx: Transaction,
  before: PostRow | null,
  input: PostInput,
  text: Rendered,
  state: PostState & Pick<PostRow, "seriesId" | "quiet">,
  now: Date,
  submitterId: number | null,
): Promise<number> {
  const data = {
    slug: input.slug,
    title: input.title,
    summary: input.summary,
    source: input.source,
    part: input.part ?? null,
    language: input.language ?? null,
    licence: input.licence ?? null,
    noindex: input.noindex ?? false,
    ...(input.origin !== undefined && { origin: input.origin }),
    ...{ sample: input.sample ?? false, failedAt: null },
    ...state,
    ...derivedFrom(text),
    updatedAt: now,
  };
  if (!before) {
    const post = await tx.db.post.create({
      data: { ...data, submitterId, createdAt: now },
      select: { id: true },
    });
    invalidatePost(tx, post.id);
    await recountMonths(tx, state.month);
    return post.id;
  }
  if (before.slug !== input.slug) await moveAddress(tx, before.id, { from: before.slug, to: input.slug });
  await tx.db.post.update({ where: { id: before.id }, data });
  invalidatePost(tx, before.id);
  if (before.month !== state.month) await recountMonths(tx, before.month, state.month);
  else if (state.month !== null) tx.invalidate(monthKey(state.month));
  return before.id;
}

/** Whether a writer of a post is left: a person without an account is, one whose account was deleted isn't. */
export const hasWriter = async (db: DatabaseClient, postId: number): Promise<boolean> =>
  (await db.byline.findFirst({
    where: { postId, role: "writer", person: { status: "present" } },
    select: { personId: true },
  })) !== null;

/** Marks a scheduled post whose publication failed. Returns false if it is marked already. */
export async function markFailed(tx: Transaction, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.db.post.updateMany({
    where: { id, failedAt: null, status: postStatus.scheduled },
    data: { failedAt: now },
  });
  return count === 1;
}

/** Brings a post out as it stands. */
export async function showPost(
  tx: Transaction,
  post: PostRow,
  { publishedAt, month }: { publishedAt: Date; month: string },
): Promise<void> {
  await tx.db.post.update({
    where: { id: post.id },
    data: {
      ...{ status: postStatus.published, publishedAt, month, updatedAt: publishedAt },
      failedAt: null,
    },
    select: { id: true },
  });
  await dateLists(tx, post, publishedAt);
  await recountMonths(tx, month);
}

/** Scheduled posts whose time has come will send no e-mail to followers. */
export async function quietenOverdue(tx: Transaction, now: Date): Promise<void> {
  await tx.db.post.updateMany({
    where: { status: postStatus.scheduled, publishedAt: { lte: now } },
    data: { quiet: true },
  });
}

/** Notes the number of a post's last revision, and when readers were last told of an edit. */
export async function setVersion(
  tx: Transaction,
  id: number,
  version: number,
  editedAt: Date | null,
): Promise<void> {
  await tx.db.post.update({ where: { id }, data: { version, editedAt }, select: { id: true } });
  invalidatePost(tx, id);
}

/** Withdraws a published post, or turns a scheduled one into what it was before: a draft, or a withdrawn post. Its content stays. */
export async function hidePost(tx: Transaction, post: PostRow): Promise<void> {
  await tx.db.post.update({
    where: { id: post.id },
    data: {
      status: post.withdrawnFrom ? postStatus.withdrawn : postStatus.draft,
      ...{ publishedAt: null, month: null, failedAt: null },
      ...(isPublished(post) && { status: postStatus.withdrawn, withdrawnFrom: post.publishedAt }),
    },
  });
  await dateLists(tx, post, null);
  await recountMonths(tx, post.month);
}

/** Sets the date of a post's bylines, by which a person's posts are sorted; null for a draft. */
async function dateLists(tx: Transaction, { id }: PostRow, publishedAt: Date | null) {
  await tx.db.byline.updateMany({ where: { postId: id }, data: { publishedAt } });
  await invalidateBylines(tx, id);
  invalidatePost(tx, id);
}

/** Deletes a post with its responses. */
export async function erasePost(tx: Transaction, post: PostRow): Promise<void> {
  await invalidateBylines(tx, post.id);
  await tx.db.post.delete({ where: { id: post.id } });
  invalidatePost(tx, post.id);
  await recountMonths(tx, post.month);
}

/** Sets a post's byline: writers in order, then presenters. `publishedAt` is null for a draft. */
export async function setBylines(
  tx: Transaction,
  postId: number,
  { writers, presenters }: { writers: number[]; presenters: number[] },
  publishedAt: Date | null,
): Promise<void> {
  await invalidateBylines(tx, postId);
  await tx.db.byline.deleteMany({ where: { postId } });
  const lines = (role: string, people: number[]) =>
    people.map((personId, position) => ({ postId, personId, role, position, publishedAt }));
  await tx.db.byline.createMany({ data: [...lines("writer", writers), ...lines("presenter", presenters)] });
  tx.invalidate(...[...writers, ...presenters].map(bylinesKey));
}

async function invalidateBylines(tx: Transaction, postId: number) {
  const lines = await tx.db.byline.findMany({ where: { postId }, select: { personId: true } });
  tx.invalidate(...lines.map((line) => bylinesKey(line.personId)));
}
