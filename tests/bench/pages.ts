// The measured pages.

import { feedPath } from "~/feeds/feed";
import { personPath } from "~/people/person";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { postPath } from "~/posts/post";
import { archivePath } from "~/site/calendar";
import { tagPath } from "~/tags/tag-list";
import { HANDLES, MEASURED } from "./corpus/posts";

export interface Page {
  name: string;
  path: string;
}

export interface Pages {
  few: Page;
  full: Page;
  huge: Page;
  feed: Page;
  /** Pages of a few kilobytes, on which sending the bytes costs little and all else shows. */
  small: Page[];
  all: Page[];
  /** The other lists: with `all`, each kind of page that could slow down as the site grows. */
  lists: Page[];
}

export function choosePages(corpus: string): Pages {
  const db = new Sqlite(corpus, { fileMustExist: true });
  const pagesOf = db.prepare(
    "SELECT count(*) FROM ResponsePage JOIN Post ON Post.id = postId WHERE slug = ?",
  );
  const last = pagesOf.pluck().get(MEASURED.huge.slug) as number;
  const tag = db.prepare("SELECT slug FROM Tag ORDER BY postCount DESC, id LIMIT 1").pluck().get() as string;
  const month = db.prepare("SELECT month FROM Month ORDER BY postCount DESC LIMIT 1").pluck().get() as string;
  db.close();

  const few = { name: "A post with 20 comments", path: postPath(MEASURED.few.slug) };
  const full = { name: "A post with 300 comments", path: postPath(MEASURED.full.slug) };
  const huge = { name: `5,000 comments, page 1 of ${last}`, path: postPath(MEASURED.huge.slug) };
  const home = { name: "Home", path: "/" };
  const aTag = { name: "A tag", path: tagPath(tag) };
  const person = personPath(HANDLES[0] as string);
  const feed = { name: "A person's feed", path: feedPath(person, "rss") };
  const others = [
    { name: `5,000 comments, page ${last}`, path: `${postPath(MEASURED.huge.slug)}?page=${last}` },
    { name: "A thread 500 deep, page 1", path: postPath(MEASURED.chain.slug) },
    aTag,
    feed,
  ];
  const lists = [
    { name: "The archive", path: "/archive" },
    { name: "A month", path: archivePath(month) },
    { name: "All tags", path: "/tags" },
    { name: "All series", path: "/series" },
    { name: "A person", path: person },
    { name: "A person's comments", path: `${person}/responses` },
  ];
  const small = [home, few, aTag];
  return { few, full, huge, feed, small, all: [home, few, full, huge, ...others], lists };
}
