import { moveTagFollowers } from "~/following/subscription.server";
import type { Database } from "~/platform/database/database.server";
import { mergeTags } from "~/tags/tag-editing.server";

/** Merges a tag into another, with those who follow it. */
export const mergeTag = (db: Database, slug: string, into: string) =>
  mergeTags(db, slug, into, moveTagFollowers);
