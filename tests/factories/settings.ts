import { type SiteInput, siteSchema } from "~/site/site.schema";

/** Settings of a site, the defaults unless overridden. */
export const buildSettings = (overrides: Partial<SiteInput> = {}): SiteInput => ({
  ...siteSchema.parse({}),
  ...overrides,
});

/** The same as a form sends them. */
export const settingsFields = (overrides: Partial<SiteInput> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(buildSettings(overrides)).map(([name, value]) => [name, String(value)]));
