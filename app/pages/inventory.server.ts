import type { Inventory } from "~/platform/inventory";
import { checkFormerPageSlugs, checkPageVersions } from "./page-check.server";

export const pages = {
  room: "pages",
  models: {
    Page: {},
    FormerPageSlug: {},
    PageVersion: {
      personal: {
        exported: { not: "a page of the site, which only names who published each version of it" },
        leaving: "anonymised",
        privacy: "A page of the site, such as About, keeps each of its versions",
      },
    },
  },
  checks: [
    { name: "former slugs of pages", find: checkFormerPageSlugs },
    { name: "versions of pages", find: checkPageVersions },
  ],
} satisfies Inventory;
