// What a feed follows, and what it is made with.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import type { Format } from "./feed";

/** A page of the site and its feed. */
export interface FeedSource {
  /** Permanent name, such as "people/12"; part of the feed's id. "" for the site itself. */
  thing: string;
  since: Date;
  /** Such as "Posts by Ada"; "" for the site itself. */
  title: string;
  /** Path of the page that the feed follows. */
  path: string;
  /** Path of the feed, without the ending of a format, if it isn't below that page. */
  feed?: string;
  description?: string;
}

export interface FeedDeps {
  db: DatabaseClient;
  siteUrl: string;
  parts: KeptParts;
  /** The WebSub hub. */
  hub: string | null;
}

/** The finished entry of a post. */
export interface FinishedEntry {
  id: number;
  text: Buffer;
  updatedAt: Date;
  /** Cache tags of everything that it shows. */
  keys: string[];
}

export interface FeedRequest {
  format: Format;
  /** The query of the page asked for: "" for the first. */
  here: string;
  stylesheet: string;
}

/** A finished feed, and the cache tags of what it shows. */
export interface FinishedFeed {
  body: Buffer<ArrayBuffer>;
  keys: string[];
  /** Its address. */
  self: string;
}
