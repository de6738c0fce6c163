import { Fragment } from "react";

interface JumpLinksProps {
  links: { href: string; words: string; way: "up" | "down" }[];
}

/** Links between the parts of a post's page, which is many screens long on a phone. */
export const JumpLinks = ({ links }: JumpLinksProps) => (
  <p className="jump-links">
    {links.map(({ href, words, way }) => (
      <Fragment key={href}>
        <a href={href} className={way}>
          {words}
        </a>{" "}
      </Fragment>
    ))}
  </p>
);
