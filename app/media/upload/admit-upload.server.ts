// Decides whether a file may come before its first byte is read: right, room, and how many come already.

import { guest, type Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { UploadAdmission, Uploads } from "~/platform/http/body/uploads.server";
import { MAX_UPLOADS_AT_ONCE } from "../media.schema";
import { mayUploadAny } from "./may-upload.server";
import { checkRoom, readMediaRoom } from "./media-quota.server";
import { explainUpload } from "./upload-refusals";

export function createUploadAdmission(db: DatabaseClient, siteLimit: number): Uploads<Viewer>["admit"] {
  const coming = new Map<number, number>();
  return async (who, _path, declaredBytes): Promise<UploadAdmission> => {
    const viewer = who ?? guest;
    const refuse = (status: number, reason: Parameters<typeof explainUpload>[0]) =>
      ({ ok: false, status, message: `Go back. ${explainUpload(reason)}` }) as const;
    if (viewer.kind === "guest" || !(await mayUploadAny(db, viewer))) return refuse(403, "media.not-allowed");
    const { id } = viewer;
    if ((coming.get(id) ?? 0) >= MAX_UPLOADS_AT_ONCE) return refuse(429, "media.too-many-at-once");
    const add = (one: 1 | -1) => {
      const now = (coming.get(id) ?? 0) + one;
      if (now > 0) coming.set(id, now);
      else coming.delete(id);
    };
    add(1);
    try {
      const full = checkRoom(await readMediaRoom(db, viewer, siteLimit), declaredBytes);
      if (!full) return { ok: true, end: () => add(-1) };
      add(-1);
      return refuse(413, full.reason);
    } catch (error) {
      add(-1);
      throw error;
    }
  };
}
