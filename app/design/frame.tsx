import type { ReactNode } from "react";
import { TableMark } from "./table-mark";

const PLACES = [
  { href: "/tags", name: "Tags" },
  { href: "/series", name: "Series" },
  { href: "/archive", name: "Archive" },
];

/** What stands around every page. */
export function Frame({ name, tagline, children }: { name: string; tagline: string; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the text
      </a>
      <header className="masthead">
        <a className="masthead-name" href="/">
          <TableMark />
          {name}
        </a>
        <nav aria-label="Site">
          <ul>
            {PLACES.map((place) => (
              <li key={place.href}>
                <a href={place.href}>{place.name}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="colophon">
        <TableMark />
        <p>
          {name}
          {tagline ? `. ${tagline}.` : ""} A link marked <span className="elsewhere" /> leads to another site.
        </p>
      </footer>
    </>
  );
}
