// Writes a folder as a whole: beside its place, from which it is renamed at the end.

import { existsSync, readdirSync, realpathSync, rmdirSync, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

export type FolderRefusal = {
  ok: false;
  reason: "export.not-empty" | "export.not-a-folder" | "export.no-parent" | "export.own-disk";
  what: string;
};

/** Names of devices, which Windows refuses for files, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** The name of the file for a slug or handle: lower-case letters, digits and hyphens, so that no two differ only by case. The names of
 *  devices get a hyphen, with which no slug ends. */
export const fileNameOf = (slug: string): string => (DEVICE.test(slug) ? `${slug}-` : slug);

export class FolderWriter {
  readonly #place: string;
  readonly #temporary: string;
  readonly #made = new Set<string>();

  private constructor(place: string, temporary: string) {
    this.#place = place;
    this.#temporary = temporary;
  }

  /** Begins a folder that doesn't exist yet, or is empty. Only its owner can read it until it is finished. */
  static async begin(folder: string): Promise<FolderWriter | FolderRefusal> {
    const whole = path.resolve(folder);
    const refuse = (reason: FolderRefusal["reason"], what = folder): FolderRefusal => ({
      ...{ ok: false, reason, what },
    });
    const parent = path.dirname(whole);
    if (!existsSync(parent)) return refuse("export.no-parent", path.dirname(folder));
    if (existsSync(whole)) {
      if (!statSync(whole).isDirectory()) return refuse("export.not-a-folder");
      if (readdirSync(whole).length > 0) return refuse("export.not-empty");
      // Such as a container's volume: nothing beside it can be renamed to it.
      if (statSync(whole).dev !== statSync(parent).dev) return refuse("export.own-disk");
    }
    const place = existsSync(whole) ? realpathSync(whole) : whole;
    return new FolderWriter(place, await mkdtemp(`${place}.unfinished-`));
  }

  async write(name: string, content: string | Buffer): Promise<void> {
    await writeFile(await this.#fileOf(name), content, { flag: "wx" });
  }

  /** Writes a file of pieces, as they come. Without a piece there is no file; returns whether there is one. */
  async writePieces(name: string, pieces: AsyncIterable<string>): Promise<boolean> {
    let file: Awaited<ReturnType<typeof open>> | undefined;
    let waiting = "";
    try {
      for await (const piece of pieces) {
        waiting += piece;
        if (waiting.length < PIECE_CHARS) continue;
        file ??= await open(await this.#fileOf(name), "wx");
        await file.appendFile(waiting);
        waiting = "";
      }
      if (file) await file.appendFile(waiting);
      else if (waiting !== "") await this.write(name, waiting);
      return file !== undefined || waiting !== "";
    } finally {
      await file?.close();
    }
  }

  /** Puts the folder in its place. Others can read it if the umask allows and it isn't private. */
  async finish({ isPrivate }: { isPrivate: boolean }): Promise<void> {
    // mkdtemp() makes folders that only their owner can read.
    if (!isPrivate) await chmod(this.#temporary, 0o777 & ~process.umask());
    try {
      await rename(this.#temporary, this.#place);
    } catch (error) {
      // Windows doesn't replace an empty folder.
      if (!/^(EEXIST|ENOTEMPTY|EPERM)$/.test((error as NodeJS.ErrnoException).code ?? "")) throw error;
      rmdirSync(this.#place);
      await rename(this.#temporary, this.#place);
    }
  }

  async discard(): Promise<void> {
    await rm(this.#temporary, { recursive: true, force: true });
  }

  async #fileOf(name: string): Promise<string> {
    const file = path.join(this.#temporary, name);
    const folder = path.dirname(file);
    if (!this.#made.has(folder)) await mkdir(folder, { recursive: true });
    this.#made.add(folder);
    return file;
  }
}

/** A write for each response would take most of the time. */
const PIECE_CHARS = 64 * 1024;
