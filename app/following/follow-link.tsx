import type { ReactNode } from "react";
import type { ThingKind } from "./following.schema";

export const followPath = (kind: ThingKind, id = 0) => `/follow/${kind}/${id}`;

/** Leads to the page where one follows a thing, which is the same address for everyone. */
export const FollowLink = ({ kind, id, words }: { kind: ThingKind; id?: number; words: ReactNode }) => (
  <p className="follow-link">
    <a href={followPath(kind, id)} rel="nofollow">
      {words}
    </a>
  </p>
);
