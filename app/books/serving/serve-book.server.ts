// Serves the files of books at /series/SLUG/reader/NAME.epub, as long as they hold what everyone may see now.

import type { IncomingMessage, ServerResponse } from "node:http";
import { outageOf, RETRY_SECONDS } from "~/platform/database/outage";
import { answerFile } from "~/platform/http/file-answer.server";
import type { Target } from "~/platform/http/request/request-target";
import type { KeptParts } from "~/platform/kept-parts";
import { findSeriesId } from "~/series/series.server";
import { findTag } from "~/tags/tag.server";
import { BOOK_NAME, type BookKey, type BookKind, keyInStore, keyOf, readerPath } from "../book";
import { readBookName } from "../book-name.server";
import { at } from "../making/book-rows.server";
import { type MakingDeps, makeBook } from "../making/make-book.server";

interface Serving extends MakingDeps {
  parts: KeptParts;
  /** Headers of every answer of the site. */
  security: Record<string, string>;
  now(): Date;
}

const ADDRESS = /^\/(series|tags)\/([^/]{1,300})\/reader\/([^/]+)\.epub$/;

/** Returns a function that answers the addresses of books, and returns false for all others. A file that holds something else than the site
 *  shows now leads to the page where it is made again. */
export function createBookServer({ security, now, ...deps }: Serving) {
  const makeOnce = createMaker((key) => makeBook(deps, key, now()));
  return async (req: IncomingMessage, res: ServerResponse, target: Target): Promise<boolean> => {
    const [, room, encoded = "", name = ""] = ADDRESS.exec(target.path) ?? [];
    if (!room || !BOOK_NAME.test(name)) return false;
    try {
      const kind: BookKind = room === "series" ? "series" : "tag";
      const slug = decode(encoded);
      const id = slug === null ? null : await findId(kind, slug);
      if (slug === null || id === null) return false;
      if (await answer(req, res, { kind, id, slug }, name)) return true;
      res.writeHead(303, {
        ...security,
        location: `${readerPath({ kind, slug })}?changed`,
        "cache-control": "no-store",
      });
      res.end();
      return true;
    } catch (error) {
      if (!outageOf(error)) throw error;
      const message = "This e-book can’t be read at the moment. Please try again in a few minutes.\n";
      res.writeHead(503, { ...security, ...PLAIN, "retry-after": String(RETRY_SECONDS) });
      res.end(message);
      return true;
    }
  };

  async function findId(kind: BookKind, slug: string): Promise<number | null> {
    return kind === "series" ? findSeriesId(deps.db, slug) : ((await findTag(deps.db, slug))?.id ?? null);
  }

  async function answer(
    req: IncomingMessage,
    res: ServerResponse,
    source: { kind: BookKind; id: number; slug: string },
    name: string,
  ): Promise<boolean> {
    const row = await deps.db.book.findFirst({
      where: { kind: source.kind, sourceId: source.id, name, bytes: { not: null } },
    });
    if (!row) return false;
    const key = keyOf(source, row.withResponses);
    // Another process may have changed something of it.
    await deps.db.catchUp();
    if ((await readBookName(deps, key)) !== name) return false;
    const send = (bytes: number) =>
      answerFile(req, res, {
        ...{ bytes, etag: `"${name}"` },
        headers: {
          ...security,
          "content-type": "application/epub+zip",
          "content-disposition": attachment(source.slug, row.withResponses),
          // Each time it is asked whether it holds what may be seen.
          "cache-control": "private, no-cache",
          "x-robots-tag": "noindex",
        },
        open: (range) => deps.bookStore.get(keyInStore(name), range),
      });
    if (await send(row.bytes ?? 0)) return true;
    // Another machine made it, or the disk was restored: it is made here as well. The same contents give the same bytes.
    await makeOnce(name, key);
    const again = await deps.db.book.findUnique({ where: at(key) });
    return again?.name === name && send(again.bytes ?? 0);
  }
}

/** Returns a function that makes a book once for all who ask for it meanwhile, and one book after another, as the queue of jobs does. */
function createMaker(make: (key: BookKey) => Promise<void>) {
  const making = new Map<string, Promise<void>>();
  return (name: string, key: BookKey): Promise<void> => {
    const known = making.get(name);
    if (known) return known;
    const others = Promise.allSettled(making.values());
    const made = others.then(() => make(key)).finally(() => making.delete(name));
    making.set(name, made);
    return made;
  };
}

const PLAIN = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Its name on the reader's disk: in Latin letters, and as it is for programs that know others (RFC 6266). */
function attachment(slug: string, withResponses: boolean): string {
  const ending = `${withResponses ? "-with-responses" : ""}.epub`;
  const plain = `${slug.replace(/[^a-z0-9-]/gi, "") || "book"}${ending}`;
  const own = encodeURIComponent(slug + ending).replace(/['()*]/g, "");
  return `attachment; filename="${plain}"${own === plain ? "" : `; filename*=UTF-8''${own}`}`;
}
