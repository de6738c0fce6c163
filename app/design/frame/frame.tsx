import type { ReactNode } from "react";
import { TableMark } from "../table-mark";
import { AccountMenu, type AccountMenuProps } from "./account-menu";
import { SearchForm } from "./search-form";

const PLACES = [
  { href: "/tags", name: "Tags" },
  { href: "/series", name: "Series" },
  { href: "/archive", name: "Archive" },
];

interface FrameProps {
  name: string;
  tagline: string;
  /** Further places of the navigation, after those that every site has; a name in another language than the site's states it. */
  pages: readonly { href: string; name: string; language: string | null }[];
  /** The signed-in person's menu; null for visitors. */
  member: AccountMenuProps | null;
  /** Address to return to after signing in. */
  here: string;
  /** Whether the site has house rules. */
  hasRules: boolean;
  /** Address of the script that the key "/" loads. */
  quickOpen?: string | undefined;
  /** What the signed-in person has to know on every page. */
  warning?: ReactNode;
  /** Further skip links for keyboard users, after "Skip to content". */
  skips: { href: string; name: string }[];
  children: ReactNode;
}

/** The header and footer of every page. */
export function Frame({
  name,
  tagline,
  pages,
  member,
  here,
  hasRules,
  quickOpen,
  warning,
  skips,
  children,
}: FrameProps) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      {skips.map(({ href, name }) => (
        <a key={href} className="skip" href={href}>
          {name}
        </a>
      ))}
      <header className="masthead" data-quick-open={quickOpen}>
        <a className="masthead-name" href="/">
          <TableMark />
          <span dir="auto">{name}</span>
        </a>
        {/* The search page has a form of its own. */}
        {here === "/search" ? null : <SearchForm />}
        <div className="masthead-ways">
          <nav aria-label="Site">
            <ul className="masthead-places">
              {PLACES.map((place) => (
                <li key={place.href}>
                  <a href={place.href} aria-current={place.href === here ? "page" : undefined}>
                    {place.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {pages.length > 0 ? (
            <nav aria-label="Pages" className="masthead-pages">
              <ul className="masthead-places">
                {pages.map((page) => (
                  <li key={page.href}>
                    <a
                      href={page.href}
                      aria-current={page.href === here ? "page" : undefined}
                      lang={page.language ?? undefined}
                      dir="auto"
                    >
                      {page.name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          ) : null}
          {member?.writing ? <a href="/write">Write</a> : null}
          {member ? (
            <AccountMenu {...member} />
          ) : (
            <a href={here === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(here)}`} rel="nofollow">
              Sign in
            </a>
          )}
        </div>
      </header>
      {warning ? <p className="form-warning frame-warning">{warning}</p> : null}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="colophon">
        <TableMark />
        <p>
          <bdi>{name}</bdi>
          {tagline ? (
            <>
              . <bdi>{tagline}.</bdi>
            </>
          ) : null}{" "}
          A link marked <span className="elsewhere" /> opens another site. <a href="/people">People</a>{" "}
          <a href="/feeds">Feeds</a> <a href="/privacy">Privacy</a>
          {hasRules ? (
            <>
              {" "}
              <a href="/rules">House rules</a>
            </>
          ) : null}
        </p>
      </footer>
    </>
  );
}
