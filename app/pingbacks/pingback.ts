import type { PersonName } from "~/posts/post";

/** A post that links here, as it stands among the responses. */
export interface PingbackView {
  kind: "pingback";
  id: number;
  number: number;
  path: string;
  sentence: string;
  createdAt: Date;
  title: string;
  slug: string;
  writers: PersonName[];
}

/** Where a pingback can be cited for ever: it leads to whichever page shows it. */
export const pingbackPath = (id: number) => `/pingbacks/${id}`;
export const pingbackAnchor = (id: number) => `pingback-${id}`;
