// A secret of the site that is not in its database: from the database alone, nobody can tell whom a keyed hash stands for.

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Its file in DATA_DIR. Backups leave it out: a stolen backup would say as much as the whole machine. */
const SECRET_FILE = "secret";
/** As many bits as the hash has. */
const SECRET_BYTES = 32;

/** Of people's addresses and networks; of replies and reports, to recognise repeated ones; of links that the site makes, and of the pictures of
 *  a draft that is read at one; of who asked for an e-book. */
export type SecretPurpose =
  | "address"
  | "network"
  | "reply"
  | "report"
  | "block-link"
  | "reply-link"
  | "draft-picture"
  | "following-link"
  | "writer-invitation"
  | "book-client";

export interface SiteSecret {
  /** The keyed hash (HMAC-SHA-256) of a text. The same text gives another hash for another purpose. */
  hash(purpose: SecretPurpose, text: string): string;
  /** Encrypts what has to be read again (AES-256-GCM). The same text gives another result each time. */
  seal(purpose: "spam-check", text: string): string;
  /** Decrypts it; null if this secret didn't seal it for this purpose. */
  open(purpose: "spam-check", sealed: string): string | null;
}

export class DamagedSecretError extends Error {}

export const siteSecretOf = (key: Buffer): SiteSecret => ({
  hash: (purpose, text) => keyed(key, `${purpose}\0${text}`).toString("base64url"),
  seal(purpose, text) {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, keyed(key, `seal ${purpose}`), iv);
    const sealed = [iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat(sealed).toString("base64url");
  },
  open(purpose, sealed) {
    const bytes = Buffer.from(sealed, "base64url");
    if (bytes.length < IV_BYTES + TAG_BYTES) return null;
    const end = bytes.length - TAG_BYTES;
    const cipher = createDecipheriv(CIPHER, keyed(key, `seal ${purpose}`), bytes.subarray(0, IV_BYTES));
    cipher.setAuthTag(bytes.subarray(end));
    try {
      return Buffer.concat([cipher.update(bytes.subarray(IV_BYTES, end)), cipher.final()]).toString("utf8");
    } catch {
      return null;
    }
  },
});

const keyed = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

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
