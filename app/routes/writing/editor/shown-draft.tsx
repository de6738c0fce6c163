// A draft as the post will stand.

import type { AppLoadContext } from "@remix-run/node";
import type { DraftText } from "~/drafts/draft";
import type { Draft } from "~/drafts/draft.server";
import { type DraftPreview, previewDraft } from "~/flows/preview-draft.server";
import { explainRefusal } from "~/markdown/limits";
import { PostHead, PostText } from "~/posts/view/post-body";
import { SeriesEnds, SeriesTop } from "~/series/series-way";
import { LicenceLine } from "~/site/licence-line";
import { FiledUnder } from "~/tags/tag-list";

export interface Shown {
  shown?: DraftPreview;
  /** Why it can't be shown. */
  refused?: string;
}

/** Renders a text of a draft. */
export async function showDraft(
  context: AppLoadContext,
  text: DraftText,
  { owner, postId }: Pick<Draft, "postId"> & { owner: { handle: string } | null },
): Promise<Shown> {
  const of = { owner: owner ?? { handle: "unknown" }, postId };
  const shown = await previewDraft(context, text, of, context.now());
  return shown.ok ? { shown } : { refused: explainRefusal(shown.reason) };
}

/** The post with its place in a series, or why it can't be shown. */
export const ShownDraft = ({ shown, refused }: Shown) => (
  <div data-preview>{shown ? <PostPreview {...shown} /> : <p>{refused}</p>}</div>
);

function PostPreview({ post, contents, licence }: DraftPreview) {
  const way = post.series && contents && { series: post.series, contents, postId: post.id };
  return (
    <article className="post">
      {way ? <SeriesTop {...way} /> : null}
      <PostHead post={post} source={{ siteName: "", url: "" }} />
      <PostText post={post} />
      <footer className="post-foot">
        <p>
          <FiledUnder tags={post.tags} />
        </p>
        <LicenceLine licence={licence} />
      </footer>
      {way ? <SeriesEnds {...way} where="end" /> : null}
    </article>
  );
}
