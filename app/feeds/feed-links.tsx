import { Fragment, type ReactNode } from "react";
import { FORMAT_NAMES, FORMATS, feedPath } from "./feed";

/** Links to the feeds of pages, one per format. */
export const FeedLinks = ({ feeds }: { feeds: { path: string; of: ReactNode }[] }) => (
  <nav className="feeds" aria-label="Feeds">
    {feeds.map(({ path, of }) => (
      <p key={path}>
        Follow {of}: <Formats path={path} />
      </p>
    ))}
  </nav>
);

/** "RSS, Atom, JSON Feed". */
export const Formats = ({ path }: { path: string }) => (
  <>
    {FORMAT_NAMES.map((format, index) => (
      <Fragment key={format}>
        {index > 0 ? ", " : ""}
        <a href={feedPath(path, format)} type={FORMATS[format].type}>
          {FORMATS[format].name}
        </a>
      </Fragment>
    ))}
  </>
);
