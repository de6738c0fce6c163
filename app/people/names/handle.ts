// Which handles are allowed: no two handles may look alike.

/** Addresses of this site, and names that could be mistaken for its staff. */
const RESERVED = new Set(
  `about account admin administrator administrators anonymous api archive assets author authors bot comments contact
  contributor deactivated deleted editor editors everyone feed former founder gone guest healthz help home host info join
  legal longtable mail me member metrics mod moderation moderator moderators new news nobody notices null official owner people
  pingback postmaster posts privacy readyz reader robots root rules security series settings sign-in sign-out site somebody
  someone staff support sysadmin system tags team undefined unknown unsubscribe user users webmaster write you`.split(
    /\s+/,
  ),
);
const RESERVED_SHAPES = new Set([...RESERVED].map(skeletonOf));

/** The confusable skeleton of a handle (after UTS 39): handles that look alike in most typefaces have the
 *  same one. Covers the characters that the schema allows. */
export function skeletonOf(handle: string): string {
  return handle
    .replaceAll("-", "")
    .replaceAll("0", "o")
    .replaceAll("1", "l")
    .replaceAll("i", "l")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/** Whether a handle could be mistaken for the site's own. */
export const isReserved = (handle: string): boolean =>
  RESERVED_SHAPES.has(skeletonOf(handle)) || /^(former|gone|deleted)-/.test(handle);
