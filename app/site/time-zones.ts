/** Without a place: the world's own, which the list of places lacks. */
const WORLD = { name: "The world", options: [{ value: "UTC" }] };

/** Every time zone by its part of the world; and `present`, under whatever name, which an older list may have had. */
export function groupTimeZones(
  present: string,
): { name: string; options: { value: string; name?: string }[] }[] {
  const known = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");
  const groups = new Map<string, { value: string; name: string }[]>();
  for (const zone of known) {
    const [part = zone] = zone.split("/");
    groups.set(part, [...(groups.get(part) ?? []), { value: zone, name: zone.replaceAll("_", " ") }]);
  }
  const parts = [...groups].map(([name, options]) => ({ name, options }));
  const isListed = present === "UTC" || known.includes(present);
  return [...(isListed ? [] : [{ name: "As it is", options: [{ value: present }] }]), WORLD, ...parts];
}
