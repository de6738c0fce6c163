import type { ReplyInput } from "~/comments/comment.schema";
import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { publishPost } from "~/flows/publishing/publish-post.server";
import { replyTo } from "~/flows/responding/reply.server";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { guest, type Viewer } from "~/people/viewer";
import type { SiteSecret } from "~/platform/site-secret.server";
import type { PostInput } from "~/posts/post.schema";
import { upsertSeries } from "~/series/series.server";
import { SITE_SECRET } from "./database";

export const NOW = new Date("2026-03-30T09:00:00Z");
/** IP address of guests. */
export const CLIENT = "192.0.2.1";

let count = 0;
const next = () => ++count;

/** Creates a person with this handle. */
export const createPerson = (deps: PublishingDeps, handle: string, name = handle) =>
  upsertPerson(deps, { handle, name, bio: "" }, NOW);

/** Input of a post, by `ken` by default. */
export function buildPost(overrides: Partial<PostInput> = {}): PostInput {
  const number = next();
  return {
    title: `Post ${number}`,
    slug: `post-${number}`,
    source: `The text of post ${number}.`,
    summary: "",
    writers: ["ken"],
    presenters: [],
    tags: [],
    ...overrides,
  };
}

/** Publishes a post and creates missing authors. Returns its id; throws if it is refused. */
export async function createPost(
  deps: PublishingDeps,
  overrides: Partial<PostInput> = {},
  now = NOW,
): Promise<number> {
  const input = buildPost(overrides);
  for (const handle of [...input.writers, ...input.presenters]) {
    if (!(await deps.db.person.findUnique({ where: { handle } }))) await createPerson(deps, handle);
  }
  const published = await publishPost(deps, input, now);
  if (!published.ok) throw new Error(`not published: ${published.reason} ${published.what ?? ""}`);
  return published.postId;
}

/** Creates a series with published parts "T1", "T2" and so on, whose slugs end in their numbers. Returns the ids of the parts. */
export async function createParts(
  deps: PublishingDeps,
  series: { slug: string; title: string; status: "under way" | "complete" },
  count: number,
): Promise<number[]> {
  await upsertSeries(deps, { ...series, intro: "" }, NOW);
  const ids: number[] = [];
  for (let part = 1; part <= count; part++)
    ids.push(
      await createPost(deps, {
        slug: `${series.slug}-${part}`,
        title: `T${part}`,
        series: series.slug,
        part,
      }),
    );
  return ids;
}

/** Input of a guest's reply. */
export function buildReply(overrides: Partial<ReplyInput> = {}): ReplyInput {
  const number = next();
  return {
    body: `Reply ${number}.`,
    name: "Ada",
    email: "ada@example.org",
    site: "",
    to: undefined,
    ...overrides,
  };
}

/** Adds a comment. Returns its id; throws if it is refused. */
export async function createComment(
  deps: PublishingDeps & { siteSecret?: SiteSecret },
  postId: number,
  overrides: Partial<ReplyInput> = {},
  { viewer = guest as Viewer, now = NOW, clientAddress = CLIENT } = {},
): Promise<number> {
  const added = await replyTo({ siteSecret: SITE_SECRET, ...deps }, viewer, postId, buildReply(overrides), {
    now,
    clientAddress,
  });
  if (!added.ok) throw new Error(`not added: ${added.reason}`);
  return added.comment.id;
}
