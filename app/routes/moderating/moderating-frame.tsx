import type { ReactNode } from "react";

const PAGES = [
  { href: "/moderation/people", name: "People" },
  { href: "/moderation/invitations", name: "Invitations" },
  { href: "/moderation/site", name: "Site" },
] as const;

/** A page for whoever runs the site. */
export function ModeratingFrame({
  page,
  title,
  done,
  children,
}: {
  page: (typeof PAGES)[number]["href"];
  title: string;
  /** What was just done. */
  done?: string | null | undefined;
  children: ReactNode;
}) {
  return (
    <div className="account">
      <nav className="account-nav" aria-label="Running the site">
        <ul>
          {PAGES.map(({ href, name }) => (
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
      {done ? (
        <p className="form-done" role="status">
          {done}
        </p>
      ) : null}
      {children}
    </div>
  );
}
