import { Children, Fragment, type ReactNode } from "react";

/** Some short facts in a row: by whom, when, how long. The stylesheet puts a dot between two that stand beside each other. */
export const FactRow = ({ className, children }: { className: string; children: ReactNode }) => (
  <p className={`${className} fact-row`}>
    {Children.toArray(children).map((fact, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: nothing is ever rendered again.
      <Fragment key={index}>
        {index > 0 ? " " : ""}
        <span>{fact}</span>
      </Fragment>
    ))}
  </p>
);
