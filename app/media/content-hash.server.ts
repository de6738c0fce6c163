import { createHash } from "node:crypto";

/** A file by its content. */
export const contentHash = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
