// Settings of the spam service: AKISMET_KEY and AKISMET_URL.

import { isConfidential } from "./openid-settings";

/** An Akismet-compatible service that is asked about replies. */
export interface SpamServiceSettings {
  url: string;
  key: string;
  /** What people know it by. */
  name: string;
}

const AKISMET = "https://rest.akismet.com";

/** Returns the service, or null if none is set, and one line for each invalid setting. No line contains the key. */
export function readSpamService({ AKISMET_KEY, AKISMET_URL }: Record<string, string | undefined>): {
  service: SpamServiceSettings | null;
  problems: string[];
} {
  const url = (AKISMET_URL ?? AKISMET).trim().replace(/\/+$/, "");
  const key = AKISMET_KEY?.trim() ?? "";
  const problems = [
    ...(isConfidential(url) && !/[?#@]/.test(url)
      ? []
      : [
          "AKISMET_URL should be the address of the service without a query, such as https://rest.akismet.com",
        ]),
    ...(AKISMET_URL !== undefined && key === ""
      ? ["AKISMET_KEY should be set too: the key that the service at AKISMET_URL gave you"]
      : []),
  ];
  if (problems.length > 0 || key === "") return { service: null, problems };
  const { hostname } = new URL(url);
  return {
    service: { url, key, name: /(^|\.)akismet\.com$/.test(hostname) ? "Akismet" : hostname },
    problems,
  };
}
