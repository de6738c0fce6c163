// A secret of the site that is not in its database: from the database alone, nobody can tell whom a keyed hash stands for.

import { createHmac, randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Its file in DATA_DIR. Backups leave it out: a stolen backup would say as much as the whole machine. */
const SECRET_FILE = "secret";
/** As many bits as the hash has. */
const SECRET_BYTES = 32;

/** Of people's addresses and networks; of replies and reports, to recognise repeated ones; of links that the site makes. */
export type SecretPurpose = "address" | "network" | "reply" | "report" | "block-link" | "reply-link";

export interface SiteSecret {
  /** The keyed hash (HMAC-SHA-256) of a text. The same text gives another hash for another purpose. */
  hash(purpose: SecretPurpose, text: string): string;
}

export class DamagedSecretError extends Error {}

export const siteSecretOf = (key: Buffer): SiteSecret => ({
  hash: (purpose, text) => createHmac("sha256", key).update(`${purpose}\0${text}`).digest("base64url"),
});

/** Reads the secret in a folder, which must exist, or creates it. Processes that start at once read the same. Throws
 *  DamagedSecretError if the file has anything else, and the system's errors. */
export function openSiteSecret(folder: string): { secret: SiteSecret; isNew: boolean } {
  const file = path.join(folder, SECRET_FILE);
  const isNew = create(file);
  const text = readFileSync(file, "utf8").trim();
  if (!new RegExp(`^[0-9a-f]{${SECRET_BYTES * 2}}$`).test(text))
    throw new DamagedSecretError(
      `${file} is damaged. Restore it from your own copy, or delete it: a new one is created, and blocks of e-mail addresses no longer apply.`,
    );
  return { secret: siteSecretOf(Buffer.from(text, "hex")), isNew };
}

/** Returns false if it is there. It is written under another name first, so that nobody reads half of it. */
function create(file: string): boolean {
  try {
    readFileSync(file);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const written = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(written, `${randomBytes(SECRET_BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(written, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(written);
  }
}
