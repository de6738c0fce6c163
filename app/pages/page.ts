// Standing pages for pages.

/** A page as readers see it. */
export interface StandingPage {
  id: number;
  slug: string;
  title: string;
  html: string;
  /** How its text begins, as plain text. */
  excerpt: string;
  /** Null for the site's. */
  language: string | null;
  isSample: boolean;
}

export const pagePath = (slug: string) => `/pages/${slug}`;
/** Its versions, for editors. */
export const pageHistoryPath = (slug: string) => `${pagePath(slug)}/history`;
