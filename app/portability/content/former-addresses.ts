// The addresses that something had before, which lead to it for ever.

import { z } from "zod";

/** Browsers and servers handle longer addresses, but nobody links to one. */
const MAX_PATH_CHARS = 500;

const PROBLEM = "should be a list of paths, such as [/posts/an-earlier-name]";

/** The field of a file: allowed paths, none by default. */
const pathsField = (isAllowed: (path: string) => boolean, problem: string) =>
  z
    .array(z.string({ error: problem }).max(MAX_PATH_CHARS, problem).refine(isAllowed, problem), {
      error: problem,
    })
    .default([]);

/** Of a post: any path of this site, since it may come from elsewhere. */
export const postPathsField = () =>
  pathsField((path) => /^\/[^/\s#][^\s#]*$/.test(path), `${PROBLEM} or [/2009/03/an-entry.html]`);

/** Of what has only its name in its address: the names. */
export const namesField = (prefix: string) =>
  pathsField(
    (path) => path.startsWith(prefix) && /^[^/\s#?]+$/.test(path.slice(prefix.length)),
    `should be a list of paths, such as [${prefix}an-earlier-name]`,
  ).transform((paths) => paths.map((path) => path.slice(prefix.length)));
