import { z } from "zod";
import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { isVisible } from "~/markdown/visible";
import { MAX_TITLE_CHARS, postSchema, slugSchema } from "~/posts/post.schema";

/** With more, the navigation would fill a third of a phone's screen, above every text. */
export const MAX_IN_NAVIGATION = 6;
/** A longer title is cut in the navigation: two of these fit beside each other on a phone. */
export const MAX_NAVIGATION_TITLE_CHARS = 24;
/** Versions on the page that lists them. A page is changed a few times a year. */
export const MAX_VERSIONS_LISTED = 200;
/** Pages on the administration's list. With more, a site needs another structure. */
export const MAX_PAGES_LISTED = 200;
export { MAX_SOURCE_CHARS, MAX_TITLE_CHARS };

/** Beside the pages, the site keeps these addresses to itself. */
export const RESERVED_SLUGS: readonly string[] = ["arrange", "edit", "feed", "history", "new"];

export const isReservedSlug = (slug: string): boolean => RESERVED_SLUGS.includes(slug);

/** A page as typed, without derived columns. */
export const pageSchema = z.object({
  title: z
    .string({ error: "should be the title of the page" })
    .trim()
    .refine(isVisible, "should not be empty")
    .max(MAX_TITLE_CHARS, `should be at most ${MAX_TITLE_CHARS} characters`),
  slug: slugSchema.refine((slug) => !isReservedSlug(slug), "is an address that the site uses itself"),
  source: postSchema.shape.source,
  language: postSchema.shape.language,
  origin: z.string().optional(),
  sample: z.boolean().optional(),
});

export type PageInput = z.infer<typeof pageSchema>;
