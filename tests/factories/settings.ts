import { type SiteInput, siteSchema } from "~/site/site.schema";

/** Settings of a site, the defaults unless overridden. */
export const buildSettings = (overrides: Partial<SiteInput> = {}): SiteInput => ({
  ...siteSchema.parse({}),
  ...overrides,
});
