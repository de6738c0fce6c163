// Licences of posts. The site has one, and a post may have another.

export interface Licence {
  name: string;
  /** Its text; none for a reservation of all rights. */
  href?: string;
}

const creativeCommons = (path: string) => `https://creativecommons.org/${path}`;

/** By the code under which it is stored: the identifiers of SPDX, in lower case. */
export const LICENCES = {
  "all-rights-reserved": { name: "All rights reserved" },
  "cc-by-4.0": { name: "CC BY 4.0", href: creativeCommons("licenses/by/4.0/") },
  "cc-by-sa-4.0": { name: "CC BY-SA 4.0", href: creativeCommons("licenses/by-sa/4.0/") },
  "cc-by-nc-4.0": { name: "CC BY-NC 4.0", href: creativeCommons("licenses/by-nc/4.0/") },
  "cc-by-nc-sa-4.0": { name: "CC BY-NC-SA 4.0", href: creativeCommons("licenses/by-nc-sa/4.0/") },
  "cc-by-nd-4.0": { name: "CC BY-ND 4.0", href: creativeCommons("licenses/by-nd/4.0/") },
  "cc-by-nc-nd-4.0": { name: "CC BY-NC-ND 4.0", href: creativeCommons("licenses/by-nc-nd/4.0/") },
  "cc0-1.0": { name: "CC0 1.0 (public domain)", href: creativeCommons("publicdomain/zero/1.0/") },
} satisfies Record<string, Licence>;

export type LicenceCode = keyof typeof LICENCES;
export const LICENCE_CODES = Object.keys(LICENCES) as LicenceCode[];

export const isLicence = (code: string): code is LicenceCode => Object.hasOwn(LICENCES, code);

/** The licence of a post: its own, or the site's; null if neither states one. */
export function licenceOf(own: string | null, sites: string): Licence | null {
  const code = own ?? sites;
  return isLicence(code) ? LICENCES[code] : null;
}
