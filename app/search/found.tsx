// What was found: people, tags and series by name, and posts with the responses to them.

import { Fragment } from "react";
import { Time } from "~/design/calendar";
import { FactRow } from "~/design/fact-row";
import { useOwnLanguage } from "~/design/own-language";
import type { FoundName, FoundPost, FoundResponse, FoundWriter, Piece } from "./search";

/** A piece of a text with its matches marked. */
export const Marked = ({ pieces }: { pieces: Piece[] }) =>
  pieces.map(({ text, isMatch }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other key, and the page isn't updated.
    isMatch ? <mark key={index}>{text}</mark> : <Fragment key={index}>{text}</Fragment>,
  );

const Writers = ({ writers }: { writers: FoundWriter[] }) =>
  writers.map(({ name, page }, index) => (
    <Fragment key={page ?? name}>
      {index === 0 ? "" : index === writers.length - 1 ? " and " : ", "}
      {page ? (
        <a href={page}>
          <bdi>{name}</bdi>
        </a>
      ) : (
        <bdi>{name}</bdi>
      )}
    </Fragment>
  ));

export const FoundPosts = ({ posts }: { posts: FoundPost[] }) => (
  <ol className="found-posts">
    {posts.map((post) => (
      <li key={post.id}>
        <Post {...post} />
      </li>
    ))}
  </ol>
);

function Post({ path, title, writers, at, language, snippet, responses, moreResponses }: FoundPost) {
  const own = useOwnLanguage(language);
  return (
    <article>
      <h3 className="card-title" {...own}>
        <a href={path}>
          <Marked pieces={title} />
        </a>
      </h3>
      <FactRow className="card-line">
        <span>
          by <Writers writers={writers} />
        </span>
        <Time at={at} />
      </FactRow>
      {snippet.length > 0 ? (
        <p className="found-snippet" {...own}>
          <Marked pieces={snippet} />
        </p>
      ) : null}
      {responses.length > 0 ? (
        <ul className="found-responses" aria-label="Responses found">
          {responses.map((response) => (
            <li key={response.path}>
              <Response {...response} />
            </li>
          ))}
        </ul>
      ) : null}
      {moreResponses > 0 ? (
        <p className="found-more">
          {moreResponses === 1
            ? "1 more response matches."
            : `${moreResponses.toLocaleString("en")} more responses match.`}{" "}
          <a href={`${path}#responses`}>
            All responses<span className="spoken"> to this post</span>
          </a>
        </p>
      ) : null}
    </article>
  );
}

const Response = ({ number, path, writers, at, snippet }: FoundResponse) => (
  <>
    <p className="card-line">
      <a href={path}>Response {number}</a> by <Writers writers={writers} />, <Time at={at} />
    </p>
    <p className="found-snippet" dir="auto">
      <Marked pieces={snippet} />
    </p>
  </>
);

const KINDS: Record<FoundName["kind"], string> = { person: "Person", tag: "Tag", series: "Series" };

export const FoundNames = ({ names }: { names: FoundName[] }) => (
  <ul>
    {names.map(({ kind, path, name, snippet }) => (
      <li key={path}>
        <p className="found-name">
          <a href={path}>
            <bdi>
              <Marked pieces={name} />
            </bdi>
          </a>{" "}
          <span className="count">{KINDS[kind]}</span>
        </p>
        {snippet.length > 0 ? (
          <p className="found-snippet" dir="auto">
            <Marked pieces={snippet} />
          </p>
        ) : null}
      </li>
    ))}
  </ul>
);
