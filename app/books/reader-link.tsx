import { type BookSource, readerPath } from "./book";

/** Leads from a series or a tag to its e-book and its page for print. */
export const ReaderLink = ({ source }: { source: Pick<BookSource, "kind" | "slug"> }) => (
  <p className="follow-link">
    <a href={readerPath(source)} rel="nofollow">
      Read offline or print
    </a>
  </p>
);
