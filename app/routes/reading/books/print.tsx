import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { keyOf, readerPath, sourcePath } from "~/books/book";
import styles from "~/books/book.css?url";
import { printBook } from "~/books/print/print-book.server";
import { Raw } from "~/design/raw";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { head, NOINDEX } from "../../titles";
import { getSource } from "./book-request";

export const handle: PageHandle = { cached: { types: ["text/html"], query: ["responses"] } };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = (args) => {
  const source = serverData<typeof loader>(args.data)?.source;
  // Search engines go to the posts.
  return source ? [...head(args, source.title, sourcePath(source)), NOINDEX] : [];
};

/** A series or a tag as one page, to be printed or read at a stretch. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const source = await getSource(context.db, request, params.slug);
  const asked = context.query("responses").get("responses");
  const back = [{ href: readerPath(source), title: `Read “${source.title}” offline` }];
  // Each other value would be one more page in the cache.
  if (asked !== null && asked !== "with") throw notFound("page", back);
  const { book, tags } = await printBook(context, keyOf(source, asked === "with"));
  if (!book.ok) throw notFound("page for print", back);
  context.addCacheTags(...tags);
  return onServer({ source, html: book.html });
}

export default function Print() {
  const { source, html } = useServerData<typeof loader>();
  return (
    <>
      <p className="book-way">
        This page is laid out for print. <a href={readerPath(source)}>Other ways to read offline</a>
      </p>
      <Raw as="div" className="book" markup={{ html }} />
    </>
  );
}
