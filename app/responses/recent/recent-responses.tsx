import { Fragment } from "react";
import { commentPath } from "~/comments/comment";
import { Time } from "~/design/calendar";
import { pingbackPath } from "~/pingbacks/pingback";
import { postPath } from "~/posts/post";
import { PostTitle } from "~/posts/view/post-title";
import type { RecentComment, RecentPingbacks, RecentResponse } from "../response";

/** The most titles that read as a sentence. */
const TARGETS_NAMED = 3;

export function RecentResponses({ responses }: { responses: RecentResponse[] }) {
  if (responses.length === 0) return null;
  return (
    <section className="recent" aria-labelledby="recent-title">
      <h2 id="recent-title" className="section-title">
        Recent responses
      </h2>
      <ul>
        {responses.map((response) =>
          response.kind === "comment" ? (
            <li key={`comment-${response.id}`}>
              <Comment {...response} />
            </li>
          ) : (
            <li key={`pingbacks-${response.source.id}`}>
              <Pingbacks {...response} />
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

const Comment = ({ id, name, page, post, createdAt, excerpt }: RecentComment) => (
  <>
    <p className="recent-line">
      <bdi>{page ? <a href={page}>{name}</a> : <b>{name}</b>}</bdi> on{" "}
      <a href={postPath(post.slug)}>
        <PostTitle {...post} />
      </a>
      , <Time at={createdAt} />
    </p>
    <p className="recent-excerpt" dir="auto">
      {/* A comment of images only has no excerpt. */}
      <a href={commentPath(id)}>{excerpt || "Read the comment"}</a>
    </p>
  </>
);

function Pingbacks({ source, createdAt, targets }: RecentPingbacks) {
  const named = targets.slice(0, TARGETS_NAMED);
  const isCut = named.length < targets.length;
  return (
    <p className="recent-line">
      <a href={postPath(source.slug)}>
        <PostTitle {...source} />
      </a>{" "}
      links to{" "}
      {named.map(({ pingbackId, title, language }, index) => (
        <Fragment key={pingbackId}>
          {index === 0 ? "" : index === named.length - 1 && !isCut ? " and " : ", "}
          <a href={pingbackPath(pingbackId)}>
            <PostTitle title={title} language={language} />
          </a>
        </Fragment>
      ))}
      {isCut ? " and others" : ""}, <Time at={createdAt} />
    </p>
  );
}
