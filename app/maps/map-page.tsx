import { type ReactNode, useContext } from "react";
import { Calendar, formatDate } from "~/design/calendar";
import { ownLanguage } from "~/design/own-language";
import { Raw } from "~/design/raw";
import { names } from "~/people/view/byline";
import { type Markup, markup } from "~/platform/markup";
import { postPath } from "~/posts/post";
import { drawMap } from "./drawing";
import { MAX_POINTS, type MappedPost } from "./map";
import type { PostMap } from "./map.server";

interface MapPageProps {
  title: ReactNode;
  kicker: ReactNode;
  /** The page's own. */
  path: string;
  map: PostMap;
}

/** How often the page looks whether the first map is drawn. */
const LOOK_SECONDS = 2;

const hasDrawing = ({ places }: PostMap) => places.size > 1;

/** In the head: without a script, the browser asks again for a map that isn't drawn yet. Whoever looks at an earlier drawing isn't disturbed. */
export const lookAgain = (map: PostMap) =>
  map.isLaidOut || hasDrawing(map) ? [] : [{ httpEquiv: "refresh", content: String(LOOK_SECONDS) }];

/** A map, and the list that says the same in words. */
export function MapPage({ title, kicker, path, map }: MapPageProps) {
  const calendar = useContext(Calendar);
  const { posts, answers, isLaidOut } = map;
  return (
    <>
      <header className="page-head">
        <p className="kicker">{kicker}</p>
        <h1 dir="auto">{title}</h1>
        <p>
          How posts answer each other.
          {posts.length === MAX_POINTS ? ` These are the newest ${MAX_POINTS}.` : null}
        </p>
      </header>
      {hasDrawing(map) ? (
        <figure className="map">
          <Raw as="div" markup={drawMap(map, calendar)} />
          <figcaption>
            Each point is a post, from the oldest at the left to the newest at the right; larger points have
            more responses. Lines lead from a post to those that it answers.{" "}
            <a href="#posts">The list below</a> says the same in words.
          </figcaption>
        </figure>
      ) : null}
      {isLaidOut ? null : (
        <p className="map-note">
          {hasDrawing(map)
            ? "The newest posts will be on the map in a moment."
            : "The map is being drawn. This page looks again by itself."}{" "}
          <a href={path}>Look again</a>
        </p>
      )}
      <section aria-labelledby="posts">
        <h2 id="posts" className="section-title">
          {answers.length > 0 ? "Posts and their answers" : "No post here answers another yet"}
        </h2>
        <Raw as="ol" className="map-list" markup={listPosts(map, calendar)} />
      </section>
    </>
  );
}

/** The posts, newest first, each with those that it answers and those that answer it. */
function listPosts({ posts, answers }: PostMap, calendar: Parameters<typeof drawMap>[1]): Markup {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const linksOf = (id: number, mine: "from" | "to", others: "from" | "to") =>
    answers.flatMap((answer) => (answer[mine] === id ? (byId.get(answer[others]) ?? []) : []));
  const items = posts.toReversed().map((post) => {
    const line = (words: string, all: MappedPost[]) =>
      all.length > 0 && markup`<p>${words} ${joined(all.map((one) => linkTo(one, calendar)))}</p>`;
    return markup`<li><p>${linkTo(post, calendar)} by ${names(post.writers)}, <time datetime="${post.publishedAt.toISOString()}">${formatDate(post.publishedAt, "day", calendar)}</time></p>${line("answers", linksOf(post.id, "from", "to"))}${line("answered in", linksOf(post.id, "to", "from"))}</li>`;
  });
  return markup`${items}`;
}

function linkTo({ slug, title, language }: MappedPost, calendar: Parameters<typeof drawMap>[1]): Markup {
  const { lang, dir } = ownLanguage(language, calendar.language);
  return markup`<a href="${postPath(slug)}"><bdi${lang !== undefined && markup` lang="${lang}" dir="${dir}"`}>${title}</bdi></a>`;
}

const joined = (parts: Markup[]): Markup =>
  markup`${parts.map((part, index) => (index === 0 ? part : markup`, ${part}`))}`;
