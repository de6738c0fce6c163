// A cache of finished pages that look the same to all visitors.

import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import { LRUCache } from "lru-cache";
import type { AnswerBody } from "../answer-body.server";
import { compress, type Encoding, hasQuickWay } from "../encoding.server";

/** A rendered page and its cache tags, one for each thing that it shows ("post:12"). A page without tags is
 *  not cached. */
export interface RenderedPage {
  status: number;
  headers: OutgoingHttpHeaders;
  body: AnswerBody;
  keys: ReadonlySet<string>;
  /** Unix time in milliseconds from which it is out of date. */
  until?: number | undefined;
}

export interface Variant {
  encoding: Encoding;
  body: Buffer;
  /** A strong ETag, so each encoding has its own (RFC 9110, section 8.8.1); none of an answer that nobody may store. */
  etag: string | undefined;
  /** Headers of its answers, built when it is first sent. */
  headers?: PreparedHeaders;
  /** The same page compressed the other way, quickly or thoroughly, without its body: browsers that have it have the page, from before or from another process. */
  twin?: Variant;
}

/** Lists of names and values in turns, which Node writes as they are. */
export interface PreparedHeaders {
  whole: string[];
  /** For a browser that shows the document, if its type is one that browsers don't show. */
  shown?: string[];
  /** For 304. */
  unchanged: string[];
  lastModified: string | undefined;
}

/** Browsers and proxies may store a page that is the same for everyone, but must revalidate it. */
const SHARED = "public, no-cache";
/** Any other page may contain what a person typed, and must not be stored. */
const PRIVATE = "private, no-store";

/** Room for about a thousand pages in two encodings, in a process that should stay under 250 MB. */
export const MAX_BYTES = 48 * 1024 * 1024;

/** A page with its two compressed variants takes up to about this many times the bytes of its HTML. */
const BYTES_PER_BYTE = 2;

/** Answers after which a page is compressed once more, thoroughly. Most pages change, or leave the cache, before: one in the midst of a discussion with each
 *  comment. */
const QUICK_ANSWERS = 8;

/** Several times the number of cached pages. */
const MAX_DATES = 10_000;

const nowInSeconds = () => Math.floor(Date.now() / 1000);

/** Stands for an invalidation of all pages; no page has this tag. */
const EVERYTHING = "*";

const NO_BYTES = Buffer.alloc(0);

export class CachedPage {
  readonly #variants = new Map<Encoding, Promise<Variant>>();
  readonly #ready = new Map<Encoding, Variant>();
  #hash: string | undefined;
  /** How often its quick variant has been asked for; infinity without one. */
  #quickAnswers = Number.POSITIVE_INFINITY;

  constructor(
    readonly page: RenderedPage,
    /** Unix time in seconds since which the page has been like this; undefined if unknown. */
    readonly since?: number,
  ) {}

  /** The Cache-Control of its answers. */
  get storing(): string {
    const own = this.page.headers["cache-control"];
    return own === undefined ? (this.page.keys.size > 0 ? SHARED : PRIVATE) : String(own);
  }

  /** Compresses once per encoding, however many requests wait for it, and where that was quick, again for those that come later. */
  variant(encoding: Encoding): Promise<Variant> {
    const known = this.#variants.get(encoding);
    if (known) {
      this.#count(encoding);
      return known;
    }
    const isQuick = hasQuickWay(this.page.body.length, encoding, this.#type);
    const made = this.#make(encoding, isQuick);
    this.#variants.set(encoding, made);
    // Of a page that isn't kept, nobody asks again.
    if (isQuick && this.page.keys.size > 0) this.#quickAnswers = 1;
    return made;
  }

  /** The same if it has been compressed already. */
  ready(encoding: Encoding): Variant | undefined {
    const ready = this.#ready.get(encoding);
    if (ready) this.#count(encoding);
    return ready;
  }

  get #type(): string {
    return String(this.page.headers["content-type"]);
  }

  async #make(encoding: Encoding, isQuick: boolean): Promise<Variant> {
    const { body: whole } = this.page;
    const body =
      encoding === "gzip" && whole.isMostlyKept
        ? await whole.gzip()
        : await compress(whole.bytes, encoding, { type: this.#type, isQuick });
    const variant: Variant = { encoding, body, etag: this.#etag(encoding, isQuick) };
    if (hasQuickWay(whole.length, encoding, this.#type))
      variant.twin = { encoding, body: NO_BYTES, etag: this.#etag(encoding, !isQuick) };
    if (!isQuick || !this.#ready.has(encoding)) this.#ready.set(encoding, variant);
    return variant;
  }

  #etag(encoding: Encoding, isQuick: boolean): string | undefined {
    if (this.storing.includes("no-store")) return undefined;
    this.#hash ??= createHash("sha256").update(this.page.body.bytes).digest("base64url").slice(0, 22);
    return `"${this.#hash}-${encoding}${isQuick ? "-quick" : ""}"`;
  }

  #count(encoding: Encoding) {
    if (encoding !== "br" || ++this.#quickAnswers !== QUICK_ANSWERS + 1) return;
    this.#quickAnswers = Number.POSITIVE_INFINITY;
    // If that fails, the quick one stays.
    this.#make(encoding, false).then(
      (made) => this.#variants.set(encoding, Promise.resolve(made)),
      () => {},
    );
  }
}

interface Rendering {
  result: Promise<CachedPage>;
  /** False after any invalidation: a later request must not get a page rendered from older data. */
  joinable: boolean;
}

export class PageCache {
  readonly #pages: LRUCache<string, CachedPage>;
  readonly #showing = new Map<string, Set<string>>();
  readonly #rendering = new Map<string, Rendering>();
  /** For each running rendering, the tags invalidated since it began. */
  readonly #changedDuring = new Set<Set<string>>();
  /** Time of each page's last rendering, in seconds. */
  readonly #since = new LRUCache<string, number>({ max: MAX_DATES });
  readonly counts = { hit: 0, joined: 0, miss: 0 };

  constructor(maxBytes = MAX_BYTES) {
    this.#pages = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ page }) => Math.max(1, page.body.length * BYTES_PER_BYTE),
      dispose: (page, address, reason) => {
        if (reason !== "set") this.#unlist(address, page);
      },
    });
  }

  get bytes() {
    return this.#pages.calculatedSize;
  }

  get size() {
    return this.#pages.size;
  }

  /** The page at `address` if it is in the cache. */
  find(address: string): CachedPage | undefined {
    const page = this.#pages.get(address);
    const until = page?.page.until;
    if (until === undefined || until > Date.now()) return page;
    this.#pages.delete(address);
    return undefined;
  }

  /** Returns the page at `address`: from the cache, from a rendering that is already running, or by calling
   *  `render`. */
  async get(address: string, render: () => Promise<RenderedPage>): Promise<CachedPage> {
    const kept = this.find(address);
    if (kept) {
      this.counts.hit++;
      return kept;
    }
    const underWay = this.#rendering.get(address);
    if (underWay?.joinable) {
      const page = await underWay.result;
      // A page without tags is not shared: each request renders its own.
      if (page.page.keys.size > 0) {
        this.counts.joined++;
        return page;
      }
    }
    const rendering: Rendering = { result: this.#render(address, render), joinable: true };
    this.#rendering.set(address, rendering);
    try {
      return await rendering.result;
    } finally {
      if (this.#rendering.get(address) === rendering) this.#rendering.delete(address);
    }
  }

  /** Removes the pages that have one of these tags, and no others. */
  invalidate(change: Iterable<string> | "everything"): void {
    const keys = change === "everything" ? [...this.#showing.keys(), EVERYTHING] : change;
    for (const rendering of this.#rendering.values()) rendering.joinable = false;
    for (const key of keys) {
      for (const changed of this.#changedDuring) changed.add(key);
      for (const address of [...(this.#showing.get(key) ?? [])]) this.#pages.delete(address);
    }
  }

  async #render(address: string, render: () => Promise<RenderedPage>): Promise<CachedPage> {
    const changed = new Set<string>();
    this.#changedDuring.add(changed);
    const began = nowInSeconds();
    try {
      const rendered = await render();
      const { keys } = rendered;
      const page = new CachedPage(rendered, keys.size > 0 ? this.#date(address, began) : undefined);
      if (keys.size > 0) this.counts.miss++;
      // An invalidation during the rendering may or may not be included in it: the page answers this request
      // but is not cached.
      if (keys.size > 0 && ![...changed].some((key) => key === EVERYTHING || keys.has(key)))
        this.#keep(address, page);
      return page;
    } finally {
      this.#changedDuring.delete(changed);
    }
  }

  /** Two renderings of a page never get the same second, because their content may differ. */
  #date(address: string, began: number): number {
    const since = Math.max(began, (this.#since.get(address) ?? 0) + 1);
    this.#since.set(address, since);
    return since;
  }

  #keep(address: string, page: CachedPage) {
    this.#pages.delete(address);
    this.#pages.set(address, page);
    if (this.#pages.peek(address) !== page) return; // the page is larger than the whole cache
    for (const key of page.page.keys) {
      const addresses = this.#showing.get(key) ?? new Set();
      this.#showing.set(key, addresses.add(address));
    }
  }

  #unlist(address: string, page: CachedPage) {
    for (const key of page.page.keys) {
      const addresses = this.#showing.get(key);
      addresses?.delete(address);
      if (addresses?.size === 0) this.#showing.delete(key);
    }
  }
}
