// A draft as it will stand when it is published, made by the renderer that publishes it. Nothing is stored.

import { fillOne } from "~/comments/references/fill-references.server";
import { type DraftText, splitHandles, splitList } from "~/drafts/draft";
import { slugOf } from "~/drafts/publishing/post-input";
import type { Refusal } from "~/markdown/refusal";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { listPeopleByHandle } from "~/people/person.server";
import type { Member } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { OPEN } from "~/posts/conversation/closing";
import type { FiledPost } from "~/posts/post";
import { readContents } from "~/series/announced-parts.server";
import type { SeriesContents } from "~/series/series";
import { findSeries } from "~/series/series.server";
import { isLicence, type Licence, licenceOf } from "~/site/licence";
import { languageSchema } from "~/site/site.schema";
import { readSite } from "~/site/site.server";
import { tagSlug } from "~/tags/tag-name";

export interface DraftPreview {
  post: FiledPost;
  /** The parts of its series, this one among them. */
  contents: SeriesContents | null;
  licence: Licence | null;
  /** What the text links to. */
  links: Rendered["links"];
}

export type PreviewResult = ({ ok: true } & DraftPreview) | Refusal;

interface PreviewDeps {
  db: DatabaseClient;
  render: RenderMarkdown;
}

/** Renders a draft of `owner`, unless it names other writers; `postId` is its post, if there is one. A date, people and tags that don't exist yet are shown as typed. */
export async function previewDraft(
  { db, render }: PreviewDeps,
  { title, source, details }: DraftText,
  { owner, postId }: { owner: Pick<Member, "handle">; postId: number | null },
  now: Date,
): Promise<PreviewResult> {
  const text = await render(source, { kind: "post", summary: details.summary, mentions: "find" });
  if (!text.ok) return text;
  const { html } = await fillOne(db, { html: text.html, at: now, postId });
  const writers = splitHandles(details.writers);
  const series = details.series ? await findSeries(db, details.series) : null;
  const post: FiledPost = {
    id: 0,
    slug: slugOf({ title, source, details }),
    title: title.trim() || "Untitled",
    summary: text.summary || text.excerpt,
    publishedAt: now,
    createdAt: now,
    editedAt: null,
    replyRules: OPEN,
    responseCount: 0,
    responseNumber: 0,
    wordCount: text.wordCount,
    writers: await nameAll(db, writers.length > 0 ? writers : [owner.handle]),
    presenters: await nameAll(db, splitHandles(details.presenters)),
    tags: splitList(details.tags).map((name, id) => ({ id, name, slug: tagSlug(name) })),
    series: series && { ...series, part: Number(details.part) || 0 },
    html,
    outline: text.outline,
    isSample: false,
    language: languageSchema.safeParse(details.language.trim()).data ?? null,
    licence: isLicence(details.licence) ? details.licence : null,
    submitterId: null,
    noindex: details.noindex !== "",
  };
  const contents = post.series && (await readContents(db, post.series.id));
  return {
    ...{ ok: true, post, links: text.links },
    contents: contents && withPart(contents, post, postId),
    licence: licenceOf(post.licence, (await readSite(db)).licence),
  };
}

/** The parts of a series with this one in its place. */
function withPart(contents: SeriesContents, post: FiledPost, postId: number | null): SeriesContents {
  const part = post.series?.part ?? 0;
  const others = contents.parts.filter((other) => other.id !== postId);
  const parts = [
    ...others,
    { id: post.id, slug: post.slug, title: post.title, language: post.language, part },
  ];
  const announced = contents.announced.filter((other) => other.part !== part);
  return { ...contents, parts: parts.sort((a, b) => a.part - b.part), announced };
}

/** A handle that nobody has is shown as it is, without a page. */
async function nameAll(db: DatabaseClient, handles: string[]): Promise<FiledPost["writers"]> {
  const people = new Map((await listPeopleByHandle(db, handles)).map((person) => [person.handle, person]));
  return handles.map(
    (handle, id) =>
      people.get(handle) ?? {
        ...{ id: -id, handle, name: `@${handle}`, status: "gone" },
        ...{ familyName: null, givenName: null },
      },
  );
}
