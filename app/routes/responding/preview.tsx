import { type ActionFunctionArgs, data, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { replySchema } from "~/comments/comment.schema";
import { TIMESTAMP_FIELD } from "~/comments/reply/form-checks";
import { ReplyForm } from "~/comments/reply/reply-form";
import { explainPreviewWait, explainReplyRefusal } from "~/comments/reply/reply-refusals";
import { Prose } from "~/design/prose";
import { renderReply } from "~/flows/reply.server";
import { statusOfRefusal } from "~/markdown/limits";
import { type FormRefusal, parseForm, readValues } from "~/platform/http/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/route-rules";
import { postPath } from "~/posts/post";
import { findPostToAnswer } from "~/posts/post-to-answer.server";
import { readSite } from "~/site/site.server";
import type { PageHandle } from "../page-handle";
import { explainMissingPost } from "../reading/post-request";
import { passingHead } from "../titles";
import { findAnswered } from "./answered";
import { mayHide, nameOf } from "./speaker";

export const handle: PageHandle = { act: "response.write", maxBodyBytes: MAX_TEXT_FORM_BYTES };

export const meta: MetaFunction = (args) => passingHead(args, "Preview your reply");

/** Long enough to go forward and back: browsers ask before they resubmit a form whose answer may not be
 *  stored. */
const PREVIEW_S = 60 * 60;
export const headers: HeadersFunction = () => ({
  "Cache-Control": `private, max-age=${PREVIEW_S}`,
  // Not Cookie, because posting a reply sets one and would change the stored preview.
  Vary: "Accept-Encoding",
});

/** Shows how a reply will look. Nothing is stored. */
export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const post = await findPostToAnswer(context.db, slug);
  if (!post) throw await explainMissingPost(context.db, slug, (await readValues(request)).body);
  const form = await parseForm(request, replySchema.pick({ body: true }));
  const answered = await findAnswered(context.db, post.id, form.values.to);
  const site = await readSite(context.db);
  const page = {
    post,
    values: form.values,
    to: answered.to,
    member: nameOf(context.viewer),
    timestamp: Number(form.values[TIMESTAMP_FIELD]) || context.now().getTime(),
    hasRules: site.hasRules,
    sendsMail: context.sendsMail,
    mayHide: mayHide(site),
    spamService: context.spamService?.name,
  };
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    data({ ...page, html: "", errors: { ...answered.errors, ...errors } }, status);

  if (!form.ok) return refuse(422, form.errors);
  const wait = await context.commentLimits.secondsToWaitForPreview(context.clientAddress, context.viewer);
  if (wait > 0) return refuse(429, { form: explainPreviewWait(wait, context.viewer) });
  const text = await renderReply(context.render, form.value.body, "preview-");
  if (!text.ok) return refuse(statusOfRefusal(text.reason), { body: explainReplyRefusal(text.reason) });
  return data({ ...page, html: text.html, errors: answered.errors });
}

export default function Preview() {
  const page = useActionData<typeof action>();
  const { slug = "" } = useParams();
  if (!page) return <NothingToPreview slug={slug} />;
  const { post, to, member, values, errors, timestamp, hasRules, sendsMail, mayHide, spamService, html } =
    page;
  return (
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
        </section>
      ) : null}
      <section className="respond" id="respond" aria-labelledby="respond-title">
        <h2 id="respond-title">Edit or post your reply</h2>
        <ReplyForm
          slug={post.slug}
          to={to ?? undefined}
          values={values}
          errors={errors}
          member={member}
          timestamp={timestamp}
          hasRules={hasRules}
          sendsMail={sendsMail}
          mayHide={mayHide}
          spamService={spamService}
        />
      </section>
    </>
  );
}

/** A preview answers a form; a GET has nothing to show. */
const NothingToPreview = ({ slug }: { slug: string }) => (
  <div className="notice">
    <h1>Nothing to preview</h1>
    <p>
      To preview a reply, write it below the post and press “Preview”.{" "}
      <a href={`${postPath(slug)}#respond`}>Back to the post</a>.
    </p>
  </div>
);
