// What a handle may be: two that a reader could take for each other are not two.

/** The places of this site, and the names under which somebody might be believed to speak for it. */
const RESERVED = new Set(
  `about account admin administrator administrators anonymous api archive assets author authors bot comments contact
  contributor deactivated deleted editor editors everyone feed former founder gone guest healthz help home host info join
  legal longtable mail me member metrics mod moderation moderator moderators news nobody notices null official owner people
  pingback postmaster posts privacy readyz reader robots root rules security series settings sign-in sign-out site somebody
  someone staff support sysadmin system tags team undefined unknown unsubscribe user users webmaster write you`.split(
    /\s+/,
  ),
);
const RESERVED_SHAPES = new Set([...RESERVED].map(skeletonOf));

/** Whom this would be taken for: what looks alike in most typefaces has one shape. (The schema lets no other signs in.) */
export function skeletonOf(handle: string): string {
  return handle
    .replaceAll("-", "")
    .replaceAll("0", "o")
    .replaceAll("1", "l")
    .replaceAll("i", "l")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/** Names that nobody has, because they would be taken for the site's own. */
export const isReserved = (handle: string): boolean =>
  RESERVED_SHAPES.has(skeletonOf(handle)) || /^(former|gone|deleted)-/.test(handle);
