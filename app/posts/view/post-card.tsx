import type { ReactNode } from "react";
import { Time } from "~/design/calendar";
import { FactRow } from "~/design/fact-row";
import { useOwnLanguage } from "~/design/own-language";
import { BylineText } from "~/people/view/byline";
import { type PostSummary, postPath } from "../post";
import { formatResponseCount, readingMinutes } from "./post-words";

interface CardProps {
  post: PostSummary;
  /** One level below the heading of the list. */
  heading: "h2" | "h3";
  /** The post's tags. */
  children?: ReactNode;
}

/** A post in a list. */
export function PostCard({ post, heading, children }: CardProps) {
  const language = useOwnLanguage(post.language);
  return (
    <article className="card">
      <CardHead post={post} heading={heading} />
      <p className="card-summary" {...language}>
        {post.summary}
      </p>
      <CardFoot post={post}>{children}</CardFoot>
    </article>
  );
}

/** The newest post, larger, with its first lines below the summary. */
export function LeadCard({ post, heading, firstLines, children }: CardProps & { firstLines: string }) {
  const language = useOwnLanguage(post.language);
  return (
    <article className="card lead">
      <CardHead post={post} heading={heading} />
      {/* The summary of a post without one is its first lines. */}
      {post.summary === firstLines ? null : (
        <p className="lead-summary" {...language}>
          {post.summary}
        </p>
      )}
      <p className="card-summary" dir={language.dir}>
        <span lang={language.lang}>{firstLines}</span>{" "}
        <a className="lead-on" href={postPath(post.slug)} aria-label={`Continue reading: ${post.title}`}>
          Continue reading
        </a>
      </p>
      <CardFoot post={post}>{children}</CardFoot>
    </article>
  );
}

function CardHead({ post, heading: Heading }: Omit<CardProps, "children">) {
  return (
    <>
      <PartOf post={post} />
      <Heading className="card-title" {...useOwnLanguage(post.language)}>
        <a href={postPath(post.slug)}>{post.title}</a>
      </Heading>
      <FactRow className="card-line">
        <BylineText {...post} />
        <Time at={post.publishedAt} />
      </FactRow>
    </>
  );
}

function PartOf({ post: { series } }: { post: PostSummary }) {
  if (!series) return null;
  return (
    <p className="card-series">
      <a href={`/series/${series.slug}`}>
        <bdi>{series.title}</bdi>
      </a>
      , part {series.part}
    </p>
  );
}

const CardFoot = ({ post, children }: Omit<CardProps, "heading">) => (
  <FactRow className="card-line">
    <a
      href={`${postPath(post.slug)}#responses`}
      aria-label={`${formatResponseCount(post.responseCount)} to ${post.title}`}
    >
      {formatResponseCount(post.responseCount)}
    </a>
    {readingMinutes(post.wordCount)}
    {children}
  </FactRow>
);
