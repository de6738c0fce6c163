import { commentPath, statusPath } from "~/comments/comment";
import { draftPath } from "~/drafts/draft";
import type { Place } from "~/media/media-list.server";
import { pagePath } from "~/pages/page";
import { personPath } from "~/people/person";
import { postPath } from "~/posts/post";
import { seriesPath } from "~/series/series";

const ADDRESSES: Record<Place["kind"], (key: string) => string> = {
  post: postPath,
  page: pagePath,
  series: seriesPath,
  profile: personPath,
  comment: (id) => commentPath(Number(id)),
  edit: (id) => statusPath(Number(id)),
  unpublished: (id) => draftPath(Number(id)),
};

const WORDS: Record<Place["kind"], string> = {
  post: "Post",
  page: "Page",
  series: "Series",
  profile: "Profile",
  comment: "Comment under",
  edit: "Edit of a comment under",
  unpublished: "Draft",
};

/** The texts that name an upload. */
export const Places = ({ places }: { places: Place[] }) =>
  places.length === 0 ? (
    <p>In no text.</p>
  ) : (
    <ul>
      {places.map(({ kind, key, title, missingAlt }) => (
        <li key={`${kind}-${key}`}>
          {title === null ? (
            "A text that you can’t read."
          ) : (
            <>
              {WORDS[kind]}: <a href={ADDRESSES[kind](key)}>{title ? <bdi>{title}</bdi> : "Untitled"}</a>
            </>
          )}
          {missingAlt ? <span className="upload-missing"> It has no alternative text there.</span> : null}
        </li>
      ))}
    </ul>
  );
