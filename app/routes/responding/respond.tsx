import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useContext } from "react";
import { commentPath, secretPath, statusPath } from "~/comments/comment";
import { memberReplySchema, replySchema, withoutAccountSchema } from "~/comments/comment.schema";
import { findToldResponse } from "~/comments/comment-news.server";
import { commentArticle } from "~/comments/comment-view";
import { HONEYPOT_FIELD, isTooQuick, TIMESTAMP_FIELD } from "~/comments/reply/form-checks";
import { quoteResponse } from "~/comments/reply/quote";
import { ReplyForm } from "~/comments/reply/reply-form";
import {
  explainReplyRefusal,
  explainSlowMode,
  explainWait,
  QUEUE_FULL,
} from "~/comments/reply/reply-refusals";
import { Calendar } from "~/design/calendar";
import { Raw } from "~/design/raw";
import { Reminder } from "~/design/reminder";
import { findMemberBlock } from "~/flows/moderating/review-reply.server";
import { replyTo } from "~/flows/responding/reply.server";
import { statusOfRefusal } from "~/markdown/limits";
import { namesUploadOf } from "~/media/visibility/pictures-shown.server";
import type { WriterBlock } from "~/moderation/blocks/block";
import { CONTENT_REFUSED } from "~/moderation/blocks/block-words";
import { BlockedNote } from "~/moderation/blocks/blocked-note";
import { looksLikeSomebody } from "~/people/names/people-names.server";
import type { Viewer } from "~/people/viewer";
import { type FormRefusal, parseForm, readValues } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { findBar, isClosedByAge, type ReplyBar } from "~/posts/conversation/closing";
import { findPostToAnswer } from "~/posts/conversation/post-to-answer.server";
import { nameMinutes } from "~/posts/conversation/slow-mode";
import { postPath } from "~/posts/post";
import { ClosedNote } from "~/posts/view/closed-note";
import { SlowNote } from "~/posts/view/slow-note";
import { addressOf } from "~/responses/responses.server";
import { readSite } from "~/site/site.server";
import type { PageHandle } from "../page-handle";
import { explainMissingPost } from "../reading/post-request";
import { passingHead } from "../titles";
import { findAnswered, findRoles } from "./answered";
import { redirectGuest, redirectToOutcome, redirectToOwn } from "./outcome";
import { rememberIn, withProof } from "./own/guest-browser";
import { replyFormProps } from "./reply-form-props";
import { browserOf, findChangeOfSpeaker, speakerOf } from "./speaker";

export const handle: PageHandle = { act: "response.write", maxBodyBytes: MAX_TEXT_FORM_BYTES };

export const meta: MetaFunction<typeof loader> = (args) =>
  passingHead(args, args.data ? `Reply to ${args.data.post.title}` : "Reply");

/** The form on its own page, for a reply to a comment and for a refused reply. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const post = await findPostToAnswer(context.db, slug);
  if (!post) throw await explainMissingPost(context.db, slug);
  const asked = context.query("to", "quote");
  const { closeAfterDays, reminder, ...site } = await readSite(context.db);
  const form = replyFormProps(context, site, context.now().getTime());
  const answered = await findAnswered(context.db, post.id, asked.get("to"));
  // The link of an e-mail asks for a quote.
  const quoted =
    answered.to && asked.get("quote") === "1" ? await findToldResponse(context.db, answered.to.id) : null;
  const isOld = isClosedByAge(post, closeAfterDays, context.now());
  const bar = findBar(post.replyRules, context.viewer, { path: answered.to?.path ?? null, isOld });
  const roles = await findRoles(context, post.id, answered.to);
  return {
    post,
    bar,
    reminder,
    ...answered,
    roles,
    body: quoted && quoteResponse(quoted.source, quoted),
    form,
  };
}

export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const { db, commentLimits, clientAddress } = context;
  const post = await findPostToAnswer(db, slug);
  if (!post) throw await explainMissingPost(db, slug, (await readValues(request)).body);
  const now = context.now();
  const { account } = await readValues(request);
  const { speaker: viewer, isHidden, refusal } = await speakerOf(db, context.viewer, account);
  const asGuest = isHidden ? withoutAccountSchema : replySchema;
  const input = await parseForm(request, viewer.kind === "person" ? memberReplySchema : asGuest);
  const { values } = input;
  const refuse = async (
    status: number,
    errors: FormRefusal["errors"],
    blocked: WriterBlock | null = null,
  ) => {
    const answered = await findAnswered(db, post.id, values.to);
    const all = { ...answered.errors, ...errors };
    const roles = await findRoles(context, post.id, answered.to);
    return data({ values, to: answered.to, roles, errors: all, held: false, bar: null, blocked }, status);
  };

  const refuseBarred = (bar: ReplyBar) =>
    data({ values, to: null, roles: null, errors: {}, held: false, bar, blocked: null }, 409);
  const change = findChangeOfSpeaker(context.viewer, values.as) ?? refusal;
  if (change) return refuse(409, { ...(input.ok ? {} : input.errors), form: explainReplyRefusal(change) });
  if (!input.ok) return refuse(422, input.errors);
  if (values[HONEYPOT_FIELD]) return refuse(422, { form: explainReplyRefusal("comment.honeypot") });
  if (
    context.viewer.kind === "guest" &&
    isTooQuick(firstVisit(context, slug), values[TIMESTAMP_FIELD], now)
  ) {
    return refuse(429, { form: explainReplyRefusal("comment.too-quick") });
  }
  // Read before the transaction: a member who takes the name this moment is no worse off than one who joins later.
  if (viewer.kind === "guest" && (await looksLikeSomebody(db, input.value.name)))
    return refuse(422, { name: explainReplyRefusal("comment.name-taken") });
  if (isHidden && (await namesUploadOf(db, input.value.body, context.viewer)))
    return refuse(422, { body: explainReplyRefusal("comment.own-picture") });
  const wait = await commentLimits.secondsToWait(clientAddress, viewer);
  if (wait > 0) return refuse(429, { form: explainWait(wait, viewer) });

  const mayMail = input.value.emails !== undefined && (await mayCauseEmail(context, viewer));
  const typed = mayMail ? input.value : { ...input.value, emails: undefined };
  // Neither the proof of an earlier guest nor the account stands behind a reply without the account; but a block of the account does.
  const block = isHidden ? await findMemberBlock(context, context.viewer, now) : null;
  if (block) return refuse(403, {}, block);
  const speaker = isHidden ? viewer : withProof(viewer, request, context.siteUrl);
  const reply = await replyTo(context, speaker, post.id, typed, {
    ...{ now, clientAddress, ...browserOf(request) },
  });
  // If the parent was deleted, the page says that the reply now goes to the post.
  if (!reply.ok && reply.reason === "comment.parent-not-found") return refuse(422, {});
  if (!reply.ok && reply.reason === "post.not-found") throw await explainMissingPost(db, slug, values.body);
  if (!reply.ok && reply.reason === "reply.barred") return refuseBarred(reply.bar);
  if (!reply.ok && reply.reason === "reply.slow-mode")
    return refuse(429, { form: explainSlowMode(reply.seconds, nameMinutes(reply.minutes), viewer) });
  if (!reply.ok && reply.reason === "comment.name-reserved")
    return refuse(422, { name: explainReplyRefusal(reply.reason) });
  if (!reply.ok && reply.reason === "block.writer") return refuse(403, {}, reply.block);
  if (!reply.ok && reply.reason === "queue.full") return refuse(429, { form: QUEUE_FULL });
  if (!reply.ok && reply.reason === "block.content") return refuse(422, { body: CONTENT_REFUSED });
  if (!reply.ok) return refuse(statusOfRefusal(reply.reason), { body: explainReplyRefusal(reply.reason) });
  const { comment, secret, browser } = reply;
  if (comment.number === null) {
    // A repeated reply of a guest has no secret: only the first answer had it.
    if (viewer.kind === "guest" && secret === null)
      return data({ values: {}, errors: {}, to: null, roles: null, held: true, bar: null, blocked: null });
    const own = secret === null ? statusPath(comment.id) : secretPath(secret);
    const held = redirectToOwn(own, comment.id, context.siteUrl);
    rememberIn(held.headers, browser, context.siteUrl);
    return held;
  }
  const responseNumber = Math.max(post.responseNumber, comment.number ?? 0);
  const address = await addressOf(db, { ...post, responseNumber }, comment);
  if (secret !== null) {
    const posted = redirectGuest(address, comment.id, secret, context.siteUrl);
    rememberIn(posted.headers, browser, context.siteUrl);
    return posted;
  }
  return redirectToOutcome(address, { act: "posted", commentId: comment.id }, context.siteUrl);
}

/** Past the limit of e-mails that a network can cause, a guest's reply is posted without. A member's address needs no confirmation. */
const mayCauseEmail = async ({ accountLimits, clientAddress }: AppLoadContext, viewer: Viewer) =>
  viewer.kind === "person" || (await accountLimits.secondsToWaitForEmail(clientAddress)) === 0;

function firstVisit({ visits, clientAddress }: AppLoadContext, slug: string): number | undefined {
  const seen = [postPath(slug), `${postPath(slug)}/respond`].flatMap(
    (path) => visits.find(clientAddress, path) ?? [],
  );
  return seen.length > 0 ? Math.min(...seen) : undefined;
}

export default function Respond() {
  const { post, form, reminder, body, bar: barNow, ...asked } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { to: answered, roles, errors } = refused ?? asked;
  const calendar = useContext(Calendar);
  const bar = refused?.bar ?? barNow;
  if (refused?.held) return <AlreadyHeld post={post} />;
  return (
    <>
      <header className="page-head">
        <p className="kicker">Reply to</p>
        <h1 dir="auto">
          <a href={postPath(post.slug)} lang={post.language ?? undefined}>
            {post.title}
          </a>
        </h1>
      </header>
      {answered ? (
        <div className="answered">
          <h2 className="kicker">Replying to</h2>
          <Raw
            as="div"
            markup={commentArticle(answered, {
              parentShown: false,
              writerIds: roles?.writerIds ?? [],
              moderatorIds: new Set(roles?.moderatorIds),
              calendar,
            })}
          />
          {refused || body || bar ? null : (
            <p className="quote-whole">
              <a href={`?to=${answered.id}&quote=1#respond`}>Quote this response</a>
            </p>
          )}
        </div>
      ) : null}
      <section className="respond" id="respond" aria-labelledby="respond-title">
        <h2 id="respond-title">
          {answered ? (
            <>
              Reply to <bdi>{answered.name}</bdi>
            </>
          ) : (
            "Leave a reply"
          )}
        </h2>
        {refused?.blocked ? (
          <BlockedNote
            block={refused.blocked}
            kept="Your text wasn’t posted. It’s still in the form below, to copy."
          />
        ) : null}
        {bar ? (
          <ClosedNote {...bar} slug={post.slug} typed={refused?.values.body} />
        ) : (
          <>
            <Reminder words={reminder} />
            <SlowNote minutes={post.replyRules.slowMinutes} />
            <ReplyForm
              slug={post.slug}
              to={answered ?? undefined}
              values={refused?.values ?? (body ? { body } : {})}
              errors={errors}
              {...form}
            />
          </>
        )}
        <ul className="ways-on">
          <li>
            <a href={answered ? commentPath(answered.id) : postPath(post.slug)}>Back to the conversation</a>
          </li>
        </ul>
      </section>
    </>
  );
}

/** The answer to a guest who posts a held reply again. */
const AlreadyHeld = ({ post }: { post: { slug: string; title: string; language: string | null } }) => (
  <div className="notice">
    <h1>Your reply is waiting for a moderator</h1>
    <p>We received it the first time. It appears below the post when a moderator has approved it.</p>
    <p>
      <a href={postPath(post.slug)}>
        Back to ‘<bdi lang={post.language ?? undefined}>{post.title}</bdi>’
      </a>
    </p>
  </div>
);
