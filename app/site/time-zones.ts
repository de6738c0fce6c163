/** UTC belongs to no region. */
const WORLD = { name: "World", options: [{ value: "UTC" }] };

/** CLDR, and therefore `Intl`, keeps a zone's first name for ever; these were renamed in the IANA time zone
 *  database. */
const CURRENT_NAMES: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

const LISTED = new Set(
  Intl.supportedValuesOf("timeZone")
    .map((zone) => CURRENT_NAMES[zone] ?? zone)
    .filter((zone) => zone !== "UTC")
    .sort(),
);

/** The current IANA name of a zone, given any of its names. An unknown name is returned unchanged. */
export function currentTimeZone(name: string): string {
  if (LISTED.has(name)) return name;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return CURRENT_NAMES[timeZone] ?? timeZone;
  } catch {
    return name;
  }
}

/** All time zones by region, under their current names. `present`, the current setting, is added if it isn't
 *  among them. */
export function groupTimeZones(
  present: string,
): { name: string; options: { value: string; name?: string }[] }[] {
  const groups = new Map<string, { value: string; name: string }[]>();
  for (const zone of LISTED) {
    const [part = zone] = zone.split("/");
    groups.set(part, [...(groups.get(part) ?? []), { value: zone, name: zone.replaceAll("_", " ") }]);
  }
  const parts = [...groups].map(([name, options]) => ({ name, options }));
  const isListed = present === "UTC" || LISTED.has(present);
  return [...(isListed ? [] : [{ name: "Current setting", options: [{ value: present }] }]), WORLD, ...parts];
}
