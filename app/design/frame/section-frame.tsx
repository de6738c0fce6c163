import type { ReactNode } from "react";

export interface SectionPage {
  href: string;
  name: string;
}

/** A page of a section with its own navigation: the settings of an account, the administration. */
export function SectionFrame({
  label,
  pages,
  page,
  title,
  warning,
  done,
  children,
}: {
  /** Accessible name of the navigation. */
  label: string;
  pages: readonly SectionPage[];
  /** Address of the current page, or of the page in the navigation that it belongs to. */
  page: string;
  title: string;
  /** A warning that stays at the top of every page of the section. */
  warning?: ReactNode;
  /** Confirms what was just done. */
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
