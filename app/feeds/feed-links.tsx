import { Fragment, type ReactNode } from "react";
import { FORMAT_NAMES, FORMATS, feedPath } from "./feed";

/** Links to the feeds of the page at `path`, one per format. */
export function FeedLinks({ path, of }: { path: string; of: ReactNode }) {
  return (
    <nav className="feeds" aria-label="Feeds">
      <p>
        Follow {of}:{" "}
        {FORMAT_NAMES.map((format, index) => (
          <Fragment key={format}>
            {index > 0 ? ", " : ""}
            <a href={feedPath(path, format)} type={FORMATS[format].type}>
              {FORMATS[format].name}
            </a>
          </Fragment>
        ))}
      </p>
    </nav>
  );
}
