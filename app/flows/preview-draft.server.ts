// A draft as it will stand when it is published, made by the renderer that publishes it. Nothing is stored.

import { type DraftText, splitHandles, splitList } from "~/drafts/draft";
import { slugOf } from "~/drafts/post-input";
import type { Refusal } from "~/markdown/refusal";
import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { listPeopleByHandle } from "~/people/person.server";
import type { Member } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { FiledPost, PersonName } from "~/posts/post";
import { findSeries } from "~/series/series.server";
import { tagSlug } from "~/tags/tag.server";

export interface DraftPreview {
  post: FiledPost;
  /** What the text links to. */
  links: Rendered["links"];
}

export type PreviewResult = ({ ok: true } & DraftPreview) | Refusal;

interface PreviewDeps {
  db: DatabaseClient;
  render: RenderMarkdown;
}

/** Renders a draft by `member`, unless it names other writers. A date, people and tags that don't exist yet are shown as typed. */
export async function previewDraft(
  { db, render }: PreviewDeps,
  { title, source, details }: DraftText,
  member: Pick<Member, "handle">,
  now: Date,
): Promise<PreviewResult> {
  const text = await render(source, { kind: "post", summary: details.summary });
  if (!text.ok) return text;
  const writers = splitHandles(details.writers);
  const series = details.series ? await findSeries(db, details.series) : null;
  const post: FiledPost = {
    id: 0,
    slug: slugOf({ title, source, details }),
    title: title.trim() || "Untitled",
    summary: text.summary || text.excerpt,
    publishedAt: now,
    updatedAt: now,
    responseCount: 0,
    responseNumber: 0,
    wordCount: text.wordCount,
    writers: await nameAll(db, writers.length > 0 ? writers : [member.handle]),
    presenters: await nameAll(db, splitHandles(details.presenters)),
    tags: splitList(details.tags).map((name, id) => ({ id, name, slug: tagSlug(name) })),
    series: series && { ...series, part: Number(details.part) || 0 },
    html: text.html,
    outline: text.outline,
    isSample: false,
  };
  return { ok: true, post, links: text.links };
}

/** A handle that nobody has is shown as it is, without a page. */
async function nameAll(db: DatabaseClient, handles: string[]): Promise<PersonName[]> {
  const people = new Map((await listPeopleByHandle(db, handles)).map((person) => [person.handle, person]));
  return handles.map(
    (handle, id) => people.get(handle) ?? { id: -id, handle, name: `@${handle}`, status: "gone" },
  );
}
