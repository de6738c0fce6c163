import { Fragment } from "react";

interface JumpLinksProps {
  links: { href: string; words: string; way: "up" | "down" }[];
}

/** From one part of a post's page to another: a long text and its responses are many screens of a telephone. */
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
