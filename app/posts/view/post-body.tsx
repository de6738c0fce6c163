import { Time } from "~/design/calendar";
import { FactRow } from "~/design/fact-row";
import { useOwnLanguage } from "~/design/own-language";
import { Prose } from "~/design/prose";
import { BylineText } from "~/people/view/byline";
import type { KeptPiece } from "~/platform/http/answer-body.server";
import { type FiledPost, historyPath } from "../post";
import { Contents } from "./contents";
import { JumpLinks } from "./jump-links";
import { formatResponseCount, readingMinutes } from "./post-words";

/** As the URL's fragment, this id shows the links to all paragraphs and sections: see prose.css. */
const TEXT_ID = "paragraph-links";

/** For readers who cannot point at a paragraph: by keyboard or with a screen reader. */
export const ParagraphLinks = () => (
  <p className="paragraph-links">
    <a href={`#${TEXT_ID}`}>Show a link to each paragraph</a>
  </p>
);

export interface PostHeadProps {
  post: FiledPost;
  /** The site and URL, for print. */
  source: { siteName: string; url: string };
  /** Whether its responses are on the page. */
  hasResponses?: boolean;
}

export function PostHead({ post, source, hasResponses = true }: PostHeadProps) {
  return (
    <header className="page-head post-head">
      <h1 {...useOwnLanguage(post.language)}>{post.title}</h1>
      <FactRow className="post-line">
        <BylineText {...post} />
        <Time at={post.publishedAt} />
        {readingMinutes(post.wordCount)}
        {post.editedAt ? (
          <a href={historyPath(post.slug)} rel="nofollow">
            edited <Time at={post.editedAt} />
          </a>
        ) : null}
      </FactRow>
      {hasResponses ? (
        <JumpLinks
          links={[
            ...(post.responseCount > 0
              ? [{ href: "#responses", words: formatResponseCount(post.responseCount), way: "down" as const }]
              : []),
            { href: "#respond", words: "Leave a reply", way: "down" },
          ]}
        />
      ) : null}
      <p className="post-line print-only">
        <bdi>{source.siteName}</bdi> · {source.url}
      </p>
    </header>
  );
}

export function PostText({ post, text }: { post: FiledPost; text?: KeptPiece }) {
  const language = useOwnLanguage(post.language);
  return (
    <>
      <Contents outline={post.outline} wordCount={post.wordCount} lang={language.lang} />
      <Prose html={text ?? post.html} className="post-text" id={TEXT_ID} language={language} />
    </>
  );
}
