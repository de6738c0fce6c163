import type { ReactNode } from "react";

export interface SectionPage {
  href: string;
  name: string;
}

/** A page of a part of the site that has pages of its own to go between: somebody's settings, the administration. */
export function SectionFrame({
  label,
  pages,
  page,
  title,
  warning,
  done,
  children,
}: {
  /** What its navigation is called. */
  label: string;
  pages: readonly SectionPage[];
  /** The address of the one that is shown, or of the one that it belongs to. */
  page: string;
  title: string;
  /** What stands before all else, on every page of the section. */
  warning?: ReactNode;
  /** What was just done. */
  done?: string | null | undefined;
  children: ReactNode;
}) {
  return (
    <div className="account">
      <nav className="account-nav" aria-label={label}>
        <ul>
          {pages.map(({ href, name }) => (
            <li key={href}>
              <a href={href} aria-current={href === page ? "page" : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <header className="page-head">
        <h1>{title}</h1>
      </header>
      {warning}
      {done ? (
        <p className="form-done" role="status">
          {done}
        </p>
      ) : null}
      {children}
    </div>
  );
}
