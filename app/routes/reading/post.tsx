import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { readReplySecret } from "~/comments/guests/guest-cookies";
import { ReplyForm } from "~/comments/reply/reply-form";
import { Reminder } from "~/design/reminder";
import { FeedLinks } from "~/feeds/feed-links";
import { FollowLink } from "~/following/follow-link";
import { AnsweredIn, InAnswerTo, ReadNext } from "~/pingbacks/answers";
import { readAnswers } from "~/pingbacks/answers.server";
import { closesAt, findBar, isClosedByAge } from "~/posts/conversation/closing";
import { citePath } from "~/posts/metadata/cite-paths";
import { historyPath, postPath } from "~/posts/post";
import { AboutWriters } from "~/posts/view/about-writers";
import { ClosedNote } from "~/posts/view/closed-note";
import { JumpLinks } from "~/posts/view/jump-links";
import { ParagraphLinks, PostHead, PostText } from "~/posts/view/post-body";
import { formatResponseCount } from "~/posts/view/post-words";
import { SlowNote } from "~/posts/view/slow-note";
import { keepWriterNotes } from "~/posts/writers/writer-notes.server";
import { keepContinuations } from "~/responses/continued/continued.server";
import { Conversation } from "~/responses/conversation";
import { keepResponses } from "~/responses/kept-responses.server";
import { findNew } from "~/responses/new-since/new-responses.server";
import { readOutline } from "~/responses/outline/outline.server";
import { keepContents } from "~/series/announced-parts.server";
import { MarkPart } from "~/series/reading/mark-part";
import { partsKey } from "~/series/series.server";
import { SeriesEnds, SeriesTop } from "~/series/series-way";
import { licenceOf } from "~/site/licence";
import { LicenceLine } from "~/site/licence-line";
import { keepSite } from "~/site/site.server";
import { FiledUnder } from "~/tags/tag-list";
import { notFound } from "../not-found";
import { onServer, serverData, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { DONE, isOwnOutcome, readOutcome } from "../responding/outcome";
import { replyFormProps } from "../responding/reply-form-props";
import { showOutcome } from "../responding/tell-outcome";
import { embedHead, feedHead, head, NOINDEX } from "../titles";
import { readMarking } from "./course/marking.server";
import { postMetadata } from "./post-metadata";
import { keepPost } from "./post-names.server";
import { readReader } from "./reader.server";
import { namedIn, shownWith } from "./shown";
import { PostVersion, readVersion, versionHead } from "./versions/post-version";
import { readNew } from "./visit.server";

export const handle: PageHandle = {
  cached: { types: ["text/html"], query: ["page", "version"], exceptWith: DONE },
  skip: { href: "#responses", name: "Skip to the responses" },
};

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  if ("version" in data) return versionHead(args, data.version);
  const { post, address, discussion, licence } = data;
  const further = [
    ...feedHead(args, `Responses to “${post.title}”`, postPath(post.slug)),
    ...(post.noindex ? [NOINDEX] : embedHead(args, post.title, postPath(post.slug))),
  ];
  if (discussion.page === 1) {
    const links = licence?.href ? [{ tagName: "link", rel: "license", href: licence.href }] : [];
    const told = postMetadata(args, { post, licence, responses: discussion.responses });
    return [...head(args, post.title, address, post.summary), ...links, ...further, ...told];
  }
  return [...head(args, `${post.title}, page ${discussion.page} of the responses`, address), ...further];
};

export async function loader({ request, params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, parts, addCacheTags } = context;
  const query = context.query("page", "version", DONE);
  const outcome = readOutcome(request, query);
  const asked = query.get("page") ?? "1";
  // Redirects before the post is loaded: the address may belong to no post.
  if (query.has(DONE) && !outcome) throw redirect(new URL(request.url).pathname + pageQuery(asked));
  const version = query.get("version");
  // With both, each page of each version would be another page.
  if (version !== null)
    return onServer({ version: await readVersion(context, slug, query.has("page") ? "" : version) });
  const { post, text, tags } = await keepPost(context, slug);
  const discussion = /^[1-9]\d{0,5}$/.test(asked)
    ? await keepResponses(context, post, Number(asked), namedIn)
    : null;
  if (!discussion) throw notFound("page of responses", [{ href: postPath(slug), title: post.title }]);
  const contents = post.series && (await keepContents(context, post.series.id));

  const address = pageAddress(slug, String(discussion.page));
  if (outcome && !isOwnOutcome(context, outcome, discussion.responses)) throw redirect(address);
  const answers = discussion.page === 1 ? await readAnswers(db, parts, post) : null;
  const continuations = await keepContinuations(context, post.id);
  // A page with one visitor's outcome must not be cached.
  if (!outcome) {
    const named = [...tags, ...discussion.tags, ...continuations.tags];
    addCacheTags(...shownWith(post), ...named, ...(answers?.tags ?? []));
    if (post.series) addCacheTags(partsKey(post.series.id));
  }
  const {
    name: siteName,
    joining,
    licence: siteLicence,
    closeAfterDays,
    reminder,
    ...site
  } = await keepSite(context);
  const isOld = isClosedByAge(post, closeAfterDays, context.now());
  const closing = isOld ? null : closesAt(post, closeAfterDays);
  if (closing) context.expireAt(closing);
  const bar = findBar(post.replyRules, context.viewer, { path: null, isOld });
  const source = { siteName, url: context.siteUrl + address };
  const form = replyFormProps(context, site, LONG_AGO);
  const reader = await readReader(context, post);
  const news = await readNew(context, post, reader, (at) => findNew(db, at, discussion));
  const marking = discussion.page === 1 ? await readMarking(context, post) : null;
  const outline = await readOutline(db, parts, post, discussion);
  const about = discussion.page === 1 ? await keepWriterNotes(context, post.writers) : [];
  const licence = licenceOf(post.licence, siteLicence);
  const secret = outcome && readReplySecret(request, outcome.commentId);
  const page = {
    address,
    source,
    text,
    discussion,
    continuations: continuations.value,
    outline,
    contents,
    marking,
    answers: answers?.value ?? null,
    form,
    outcome,
    secret,
    reader,
    news,
    reminder,
    licence,
    about,
    bar,
  };
  return onServer({ post, ...page, now: context.now(), mayJoin: joining === "open" });
}

/** A cached page can't contain its time of rendering, which differs between processes. The form's minimum
 *  fill time counts from the visitor's first visit (respond.tsx). */
const LONG_AGO = 0;

const pageAddress = (slug: string, page: string) => postPath(slug) + pageQuery(page);

const pageQuery = (page: string) => (page === "1" ? "" : `?page=${encodeURIComponent(page)}`);

export default function Post() {
  const data = useServerData<typeof loader>();
  if ("version" in data) return <PostVersion {...data.version} />;
  return <PostAndResponses {...data} />;
}

type PostData = Exclude<Awaited<ReturnType<typeof loader>>["value"], { version: unknown }>;

function PostAndResponses(data: PostData) {
  const {
    post,
    source,
    text,
    discussion,
    continuations,
    outline,
    contents,
    marking,
    answers,
    form,
    outcome,
    secret,
    reader: { mayEdit, mayClose, ...reader },
    news,
    reminder,
    mayJoin,
    licence,
    about,
    bar,
    now,
  } = data;
  const postLink = discussion.page === 1 ? "#main" : postPath(post.slug);
  const way = post.series && contents && { series: post.series, contents, postId: post.id };
  return (
    <>
      <article className="post">
        {way ? <SeriesTop {...way} /> : null}
        <PostHead post={post} source={source} />
        {answers ? <InAnswerTo {...answers} /> : null}
        {way ? <SeriesEnds {...way} where="top" /> : null}
        {discussion.page > 1 ? (
          <p className="post-elsewhere">
            This is page {discussion.page} of the responses. <a href={postPath(post.slug)}>Read the post</a>{" "}
            on page 1.
          </p>
        ) : (
          <PostText post={post} text={text} />
        )}
        <footer className="post-foot">
          {answers ? <AnsweredIn {...answers} /> : null}
          {answers ? <ReadNext {...answers} /> : null}
          <p>
            <FiledUnder tags={post.tags} />
          </p>
          <LicenceLine licence={licence} />
          <AboutWriters writers={about} />
          {mayEdit ? (
            <p className="post-edit">
              <a href={`/write?post=${post.slug}`}>Edit this post</a>{" "}
              <a href={historyPath(post.slug)}>Versions</a>
            </p>
          ) : null}
          {discussion.page === 1 ? <ParagraphLinks /> : null}
          {discussion.page === 1 ? (
            <p className="report-post">
              <a href={citePath(postPath(post.slug))} rel="nofollow">
                {post.responseCount > 0 ? "Cite this post or a response" : "Cite this post"}
              </a>{" "}
              <a href={`${postPath(post.slug)}/report`} rel="nofollow">
                Report this post
              </a>
            </p>
          ) : null}
          {post.isSample ? (
            <p className="sample-note">
              This post is part of the sample blog. Its people and places are invented.
            </p>
          ) : null}
        </footer>
        {marking ? <MarkPart {...marking} /> : null}
        {way ? <SeriesEnds {...way} where="end" /> : null}
      </article>
      <Conversation
        post={post}
        {...discussion}
        outline={outline}
        {...reader}
        news={news.onPage}
        headNews={news.headNews}
        isClosed={bar !== null}
        lockedBranches={post.replyRules.lockedBranches}
        continuations={continuations}
        now={now}
        done={
          outcome && {
            ...outcome,
            words: showOutcome(outcome, { isMember: form.member !== null, secret, mayJoin }),
          }
        }
      />
      <FollowLink kind="posts" id={post.id} words="Follow this conversation" />
      <section className="respond" id="respond" aria-labelledby="respond-title">
        <h2 id="respond-title">
          {bar && bar.reason !== "post.members-only" ? "Replies are closed" : "Leave a reply"}
        </h2>
        <JumpLinks
          links={[
            ...(post.responseCount > 0
              ? [{ href: "#responses", words: formatResponseCount(post.responseCount), way: "up" as const }]
              : []),
            { href: postLink, words: "Back to the post", way: "up" },
          ]}
        />
        {bar ? (
          <ClosedNote {...bar} slug={post.slug} />
        ) : (
          <>
            <Reminder words={reminder} />
            <SlowNote minutes={post.replyRules.slowMinutes} />
            <ReplyForm slug={post.slug} {...form} />
          </>
        )}
        {mayClose ? (
          <p className="field-hint">
            <a href={`${postPath(post.slug)}/lock`}>Who may reply</a>
          </p>
        ) : null}
      </section>
      <FeedLinks feeds={[{ path: postPath(post.slug), of: "the responses to this post" }]} />
    </>
  );
}
