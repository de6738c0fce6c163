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

/** What the home page tells of a conversation. */
export type RecentResponse = RecentComment | RecentPingbacks;

export interface RecentComment {
  kind: "comment";
  id: number;
  createdAt: Date;
  name: string;
  /** The address of the writer's own page; null for a guest. */
  page: string | null;
  personId: number | null;
  excerpt: string;
  post: { slug: string; title: string };
}

/** All pingbacks that one post made: it was one event. */
export interface RecentPingbacks {
  kind: "pingbacks";
  source: { id: number; slug: string; title: string };
  createdAt: Date;
  targets: { pingbackId: number; title: string }[];
}
