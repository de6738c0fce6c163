// A draft as the post or page will stand.

import type { AppLoadContext } from "@remix-run/node";
import type { DraftText } from "~/drafts/draft";
import type { Draft } from "~/drafts/draft.server";
import { previewPage } from "~/flows/pages/preview-page.server";
import { type DraftPreview, previewDraft } from "~/flows/writing/preview-draft.server";
import { explainRefusal } from "~/markdown/limits";
import type { StandingPage } from "~/pages/page";
import { PageBody } from "~/pages/page-body";
import { PostHead, PostText } from "~/posts/view/post-body";
import { SeriesEnds, SeriesTop } from "~/series/series-way";
import { LicenceLine } from "~/site/licence-line";
import { FiledUnder } from "~/tags/tag-list";

export interface Shown {
  shown?: DraftPreview;
  page?: StandingPage;
  /** Why it can't be shown. */
  refused?: string;
}

/** Renders a text of a draft. */
export async function showDraft(
  context: AppLoadContext,
  text: DraftText,
  { kind, owner, postId }: Pick<Draft, "kind" | "postId"> & { owner: { handle: string } | null },
): Promise<Shown> {
  if (kind === "page") {
    const shown = await previewPage(context, text);
    return shown.ok ? { page: shown.page } : { refused: explainRefusal(shown.reason) };
  }
  const of = { owner: owner ?? { handle: "unknown" }, postId };
  const shown = await previewDraft(context, text, of, context.now());
  return shown.ok ? { shown } : { refused: explainRefusal(shown.reason) };
}

/** The post with its place in a series, or the page, or why it can't be shown. */
export const ShownDraft = ({ shown, page, refused }: Shown) => (
  <div data-preview>
    {page ? <PageBody page={page} /> : shown ? <PostPreview {...shown} /> : <p>{refused}</p>}
  </div>
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
