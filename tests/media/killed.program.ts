// A process that acts on an upload and is killed at a step: just before or after it changes the store or the database.

import { readFile, stat } from "node:fs/promises";
import { replaceUpload, takeUploadOff } from "~/flows/media/change-upload.server";
import { encodePicture } from "~/media/picture/encode-picture.server";
import { pruneMediaJob } from "~/media/prune-media.server";
import { createDiskStore } from "~/media/store/disk-store.server";
import type { MediaStore } from "~/media/store/store";
import { keepUpload } from "~/media/upload/keep-upload.server";
import type { Member } from "~/people/viewer";
import { type Database, openDatabase } from "~/platform/database/database.server";

interface Told {
  url: string;
  folder: string;
  file: string;
  member: Member;
  /** The upload that is replaced or removed. */
  id: number;
  act: "upload" | "replace" | "remove" | "prune";
  now: string;
  killAt: number;
}

const told: Told = JSON.parse(process.argv[2] ?? "");
const now = new Date(told.now);

let steps = 0;
async function around<T>(change: () => Promise<T>): Promise<T> {
  const step = () => {
    if (++steps === told.killAt) process.kill(process.pid, "SIGKILL");
  };
  step();
  const done = await change();
  step();
  return done;
}

const opened = openDatabase(told.url);
const write: Database["write"] = (work) => around(() => opened.write(work));
const db = new Proxy(opened, {
  get: (target, name) => (name === "write" ? write : Reflect.get(target, name)),
});
const disk = createDiskStore(told.folder);
const store: MediaStore = {
  ...disk,
  put: (key, bytes) => around(() => disk.put(key, bytes)),
  delete: (key) => around(() => disk.delete(key)),
};
const pictures = { encode: async (file: string) => encodePicture(await readFile(file)), close: () => {} };
const documents = { read: () => Promise.reject(new Error("no document")), close: async () => {} };
const deps = { db, store, readers: { pictures, documents }, siteLimit: 1e9 };
const form = { alt: "", decorative: false };

async function act(): Promise<unknown> {
  if (told.act === "prune") return pruneMediaJob.run({ db, mediaStore: store }, {}, now);
  if (told.act === "remove") return takeUploadOff(deps, told.member, told.id, now);
  const sent = { field: "file", name: "new.jpg", file: told.file, bytes: (await stat(told.file)).size };
  return told.act === "upload"
    ? keepUpload(deps, told.member, sent, form, now)
    : replaceUpload(deps, told.member, told.id, sent, form, now);
}

const done = await act();
await opened.close();
console.log(JSON.stringify({ steps, done }));
