// A reply as it will look, with its form: after "Preview", and after a picture was added without a script.

import { type AppLoadContext, data, type HeadersFunction } from "@remix-run/node";
import { replySchema } from "~/comments/comment.schema";
import { fillOne } from "~/comments/references/fill-references.server";
import { MentionNote } from "~/comments/references/mention-note";
import { TIMESTAMP_FIELD } from "~/comments/reply/form-checks";
import { ReplyForm } from "~/comments/reply/reply-form";
import { explainPreviewWait, explainReplyRefusal } from "~/comments/reply/reply-refusals";
import { Prose } from "~/design/prose";
import { renderReply } from "~/flows/responding/reply.server";
import { statusOfRefusal } from "~/markdown/limits";
import { findShownBy } from "~/media/visibility/pictures-shown.server";
import { type FormRefusal, parseValues } from "~/platform/http/body/form.server";
import { findPostToAnswer } from "~/posts/conversation/post-to-answer.server";
import { postPath } from "~/posts/post";
import { readSite } from "~/site/site.server";
import { explainMissingPost } from "../reading/post-request";
import { findAnswered } from "./answered";
import { replyFormProps } from "./reply-form-props";
import { speakerOf } from "./speaker";

/** Long enough to go forward and back: browsers ask before they resubmit a form whose answer may not be
 *  stored. */
const REVISITED_S = 60 * 60;
export const revisited: HeadersFunction = () => ({
  "Cache-Control": `private, max-age=${REVISITED_S}`,
  // Not Cookie, because posting a reply sets one and would change the stored answer.
  Vary: "Accept-Encoding",
});

/** Renders a reply for its preview. With a `refusal`, of something else that was to be done with the form, it is only given back. */
export async function previewReply(
  context: AppLoadContext,
  slug: string,
  values: Record<string, string>,
  refusal: { status: number; words: string } | null = null,
) {
  const { db, viewer, clientAddress, commentLimits } = context;
  const post = await findPostToAnswer(db, slug);
  if (!post) throw await explainMissingPost(db, slug, values.body);
  const answered = await findAnswered(db, post.id, values.to);
  const timestamp = Number(values[TIMESTAMP_FIELD]) || context.now().getTime();
  const props = replyFormProps(context, await readSite(db), timestamp);
  const page = { post, values, to: answered.to, form: props };
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ ...page, html: "", mentions: 0, errors: { ...answered.errors, ...errors } }, status);

  if (refusal) return refuse(refusal.status, { form: refusal.words });
  const form = parseValues(values, replySchema.pick({ body: true }));
  if (!form.ok) return refuse(422, form.errors);
  const wait = await commentLimits.secondsToWaitForPreview(clientAddress, viewer);
  if (wait > 0) return refuse(429, { form: explainPreviewWait(wait, viewer) });
  const text = await renderPreview(context, post.id, form.value.body, values.account);
  if (!text.ok) return refuse(statusOfRefusal(text.reason), { body: explainReplyRefusal(text.reason) });
  return data({ ...page, html: text.html, mentions: text.mentions.length, errors: answered.errors });
}

/** A text as it will stand in a reply. */
export async function renderPreview(
  { db, viewer, render, now }: AppLoadContext,
  postId: number,
  body: string,
  account: string | undefined,
) {
  const { speaker } = await speakerOf(db, viewer, account);
  const shown = await findShownBy(db, body, speaker);
  const text = await renderReply(render, body, "preview-", shown);
  if (!text.ok) return text;
  const { html } = await fillOne(db, { html: text.html, at: now(), postId });
  return { ...text, html };
}

export type Previewed = Awaited<ReturnType<typeof previewReply>>["data"];

export const PreviewPage = ({ post, to, values, errors, form, html, mentions }: Previewed) => (
  <>
    <header className="page-head">
      <p className="kicker">
        {to ? (
          <>
            Reply to <bdi>{to.name}</bdi> on
          </>
        ) : (
          "Reply to"
        )}
      </p>
      <h1 dir="auto">
        <a href={postPath(post.slug)} lang={post.language ?? undefined}>
          {post.title}
        </a>
      </h1>
    </header>
    {html ? (
      <section
        className="preview"
        id="preview"
        aria-labelledby="preview-title"
        tabIndex={-1}
        // biome-ignore lint/a11y/noAutofocus: the reader has just asked to see it.
        autoFocus={Object.keys(errors).length === 0}
      >
        <h2 id="preview-title">Preview: not posted yet</h2>
        <Prose html={html} />
        <MentionNote count={mentions} isMember={form.member !== null && values.account !== "none"} />
      </section>
    ) : null}
    <section className="respond" id="respond" aria-labelledby="respond-title">
      <h2 id="respond-title">Edit or post your reply</h2>
      <ReplyForm slug={post.slug} to={to ?? undefined} values={values} errors={errors} {...form} />
    </section>
  </>
);
