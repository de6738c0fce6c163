import type { CommentView } from "~/comments/comment";
import type { PingbackView } from "~/pingbacks/pingback";

/** A comment or a pingback: one conversation. */
export type Response = CommentView | PingbackView;

/** One page of a discussion. */
export interface ResponsePage {
  responses: Response[];
  /** From 1. */
  page: number;
  pages: number;
}

export interface RecentResponse {
  kind: Response["kind"];
  id: number;
  createdAt: Date;
  /** Who, or for a pingback the title of the post that links. */
  from: string;
  personId: number | null;
  excerpt: string;
  post: { id: number; slug: string; title: string };
}
