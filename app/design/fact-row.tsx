import { Children, Fragment, type ReactNode } from "react";

/** A row of short facts, such as author, date and reading time. The stylesheet draws dots between facts on
 *  the same line. */
export const FactRow = ({ className, children }: { className: string; children: ReactNode }) => (
  <p className={`${className} fact-row`}>
    {Children.toArray(children).map((fact, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: pages are rendered once, on the server.
      <Fragment key={index}>
        {index > 0 ? " " : ""}
        <span>{fact}</span>
      </Fragment>
    ))}
  </p>
);
