// Settings of OpenID providers: OIDC_<NAME>_ISSUER, _CLIENT_ID, _CLIENT_SECRET and _LABEL, for any number of
// names.

import { z } from "zod";

/** An OpenID provider for signing in. */
export interface OpenidProvider {
  /** The <NAME> of its settings in lower case; part of addresses. */
  id: string;
  /** Name shown to people, such as "Google". */
  label: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

const PARTS = ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"] as const;
type Part = (typeof PARTS)[number] | "LABEL";

const SETTING = /^OIDC_([A-Z0-9]+(?:_[A-Z0-9]+)*?)_(ISSUER|CLIENT_ID|CLIENT_SECRET|LABEL)$/;

/** Whether a host name is the loopback interface. */
const isLoopback = (hostname: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/** Whether requests to an address can't be read on the way: https, or http on this machine. */
export function isConfidential(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

const issuer = z
  .string()
  .refine(isConfidential, "should be the provider’s address, such as https://accounts.google.com")
  .refine((address) => !/[?#]/.test(address), {
    error: "should be an address without a query, such as https://accounts.google.com",
  });

/** A longer button doesn't fit a phone. */
const MAX_LABEL_CHARS = 40;
const label = z
  .string()
  .trim()
  .min(1, "should be the provider’s name, such as Google")
  .max(MAX_LABEL_CHARS, `should be at most ${MAX_LABEL_CHARS} characters`);

/** Returns the valid providers sorted by name, and one line for each invalid or missing setting. No line
 *  contains a secret. */
export function readOpenidProviders(env: Record<string, string | undefined>): {
  providers: OpenidProvider[];
  problems: string[];
} {
  const given = new Map<string, Partial<Record<Part, string>>>();
  for (const [setting, value] of Object.entries(env)) {
    const [, name, part] = SETTING.exec(setting) ?? [];
    if (name && part && value) given.set(name, { ...given.get(name), [part]: value });
  }
  const problems: string[] = [];
  const providers = [...given].sort(byName).flatMap(([name, parts]) => {
    const before = problems.length;
    const set = (part: string) => `OIDC_${name}_${part}`;
    const lacking = PARTS.filter((part) => !parts[part]);
    if (lacking.length > 0)
      problems.push(`OIDC_${name} is incomplete: set ${lacking.map(set).join(" and ")} too`);
    const checked = { ISSUER: issuer, LABEL: label } as const;
    for (const part of ["ISSUER", "LABEL"] as const) {
      const value = parts[part];
      const wrong = value === undefined ? undefined : checked[part].safeParse(value).error?.issues[0];
      if (wrong) problems.push(`${set(part)} ${wrong.message}, but is "${value}"`);
    }
    if (problems.length > before) return [];
    const { ISSUER = "", CLIENT_ID = "", CLIENT_SECRET = "", LABEL } = parts;
    return {
      id: name.toLowerCase(),
      label: LABEL?.trim() ?? labelFromName(name),
      issuer: ISSUER,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
    };
  });
  return { providers, problems };
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

/** "OUR_UNIVERSITY" becomes "Our university". */
const labelFromName = (name: string) => name.charAt(0) + name.slice(1).toLowerCase().replaceAll("_", " ");
