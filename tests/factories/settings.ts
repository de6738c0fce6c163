import { type SiteInput, siteSchema } from "~/site/site.schema";

/** A site's settings, the plain ones unless told otherwise. */
export const buildSettings = (overrides: Partial<SiteInput> = {}): SiteInput => ({
  ...siteSchema.parse({}),
  ...overrides,
});
