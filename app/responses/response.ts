import type { CommentView } from "~/comments/comment";
import type { PingbackView } from "~/pingbacks/pingback";

/** A comment or a pingback. */
export type ThreadItem = CommentView | PingbackView;

/** One page of a discussion. */
export interface ResponsePage {
  responses: ThreadItem[];
  /** From 1. */
  page: number;
  pages: number;
  /** The first path of each page. */
  starts: string[];
}

/** A response on the home page. */
export type RecentResponse = RecentComment | RecentPingbacks;

export interface RecentComment {
  kind: "comment";
  id: number;
  createdAt: Date;
  name: string;
  /** Path of the author's page; null for a guest. */
  page: string | null;
  personId: number | null;
  excerpt: string;
  post: { slug: string; title: string; language: string | null };
}

/** All pingbacks from one post, which arose together. */
export interface RecentPingbacks {
  kind: "pingbacks";
  source: { id: number; slug: string; title: string; language: string | null };
  createdAt: Date;
  targets: { pingbackId: number; title: string; language: string | null }[];
}
