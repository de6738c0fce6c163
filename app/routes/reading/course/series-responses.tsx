import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import type { Branch } from "~/comments/thread/thread";
import { postPath } from "~/posts/post";
import { PostTitle } from "~/posts/view/post-title";
import { formatResponseCount } from "~/posts/view/post-words";
import { anchorOf } from "~/responses/new-since/new-responses";
import type { ThreadItem } from "~/responses/response";
import { ResponseList } from "~/responses/response-list";
import { OrderNavigation } from "~/responses/views/order-links";
import styles from "~/series/reading/course.css?url";
import { seriesPath, seriesResponsesPath } from "~/series/series";
import { listPartSummaries, partsKey, seriesKey } from "~/series/series.server";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { head, NOINDEX } from "../../titles";
import { NextResponses } from "../conversation/next-responses";
import { getSeries } from "../series/series-request";
import { namedIn, shownWith } from "../shown";
import { type PartTalk, readByPart, readNewest, readTalk } from "./read-responses.server";

export const handle: PageHandle = { cached: { types: ["text/html"], query: ["order", "before", "after"] } };

export const links = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = (args) => {
  const series = serverData<typeof loader>(args.data)?.series;
  if (!series) return [];
  return [...head(args, `Responses to “${series.title}”`, seriesResponsesPath(series.slug)), NOINDEX];
};

/** The discussion of a whole series. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const query = context.query("order", "before", "after");
  const [order, before, after] = [query.get("order"), query.get("before"), query.get("after")];
  const series = await getSeries(db, slug, "/responses");
  const parts = await listPartSummaries(db, series.id);
  const isKnown = order === null ? after === null : order === "parts" && before === null;
  const read = () =>
    order === null ? readNewest(context, parts, before) : readByPart(context, parts, after);
  const found = isKnown ? await read() : null;
  if (!found || (found.groups.length === 0 && (before ?? after) !== null))
    throw notFound("page of responses", [{ href: seriesPath(series.slug), title: series.title }]);
  const talk = await readTalk(context, parts, found);
  addCacheTags(seriesKey(series.id), partsKey(series.id), ...parts.flatMap(shownWith));
  addCacheTags(...namedIn(talk.flatMap(({ branches }) => branches.flatMap(withReplies))));
  const responses = parts.reduce((sum, { responseCount }) => sum + responseCount, 0);
  return onServer({ series, responses, isByPart: order !== null, talk, next: found.next });
}

const withReplies = ({ response, replies }: Branch<ThreadItem>): ThreadItem[] => [
  response,
  ...replies.flatMap(withReplies),
];

export default function SeriesResponses() {
  const { series, responses, isByPart, talk, next } = useServerData<typeof loader>();
  const path = seriesResponsesPath(series.slug);
  return (
    <>
      <header className="page-head">
        <p className="kicker">
          <a href={seriesPath(series.slug)}>
            <bdi>{series.title}</bdi>
          </a>
        </p>
        <h1>{responses === 0 ? "Responses" : formatResponseCount(responses)}</h1>
      </header>
      {responses === 0 ? (
        <p>No responses yet.</p>
      ) : (
        <OrderNavigation
          orders={[
            { words: "Newest first", href: path },
            { words: "By part", href: `${path}?order=parts` },
          ]}
          current={isByPart ? 1 : 0}
        />
      )}
      {talk.map((part) => (
        <PartResponses key={headingOf(part)} {...part} isByPart={isByPart} />
      ))}
      <NextResponses
        path={isByPart ? `${path}?order=parts` : path}
        name={isByPart ? "after" : "before"}
        next={next}
        words={isByPart ? "Next parts" : "Older responses"}
      />
    </>
  );
}

/** A part may stand there more than once, so its heading goes by the first response below it. */
const headingOf = ({ branches: [first] }: Pick<PartTalk, "branches">) =>
  `part-of-${first ? anchorOf(first.response) : ""}`;

/** Responses to one part, below its title. */
function PartResponses({ post, branches, list, isCut, isByPart }: PartTalk & { isByPart: boolean }) {
  const part = post.series?.part;
  const id = headingOf({ branches });
  return (
    <section className="conversation series-talk" aria-labelledby={isByPart ? id : undefined}>
      <h2 id={id}>
        <a href={`${postPath(post.slug)}#responses`}>
          Part {part}: <PostTitle {...post} />
        </a>
      </h2>
      <ResponseList branches={branches} {...list} />
      {isByPart ? (
        <p className="jump-links">
          {isCut ? (
            <a href={`${postPath(post.slug)}#responses`}>
              {`All ${formatResponseCount(post.responseCount)} to part ${part}`}
            </a>
          ) : null}
          {list.isClosed ? null : <a href={`${postPath(post.slug)}#respond`}>{`Reply to part ${part}`}</a>}
        </p>
      ) : null}
    </section>
  );
}
