// A visitor whose browser keeps cookies, over HTTP.

import { parseSetCookie } from "cookie";
import type { TestSite } from "./site";

export interface Answer {
  status: number;
  /** The Location header, if there is one. */
  location: string | null;
  html: string;
  headers: Headers;
}

export class Visitor {
  cookies = new Map<string, string>();

  constructor(
    readonly site: TestSite,
    cookie?: string,
  ) {
    const [name, value] = cookie?.split("=") ?? [];
    if (name && value) this.cookies.set(name, value);
  }

  get(address: string, init: RequestInit = {}): Promise<Answer> {
    return this.#ask((headers) =>
      this.site.get(address, { ...init, headers: { ...headers, ...init.headers } }),
    );
  }

  post(address: string, fields: Record<string, string> = {}, init: RequestInit = {}): Promise<Answer> {
    return this.#ask((headers) =>
      this.site.post(address, fields, { ...init, headers: { ...headers, ...init.headers } }),
    );
  }

  async #ask(send: (headers: Record<string, string>) => Promise<Response>): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await send(cookie ? { Cookie: cookie } : {});
    for (const line of response.headers.getSetCookie()) {
      const { name, value, maxAge } = parseSetCookie(line);
      if (maxAge === 0 || !value) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { status, headers } = response;
    return { status, headers, location: headers.get("Location"), html: await response.text() };
  }
}

/** Text of the page's alert; "" if there is none. */
export const alertOf = ({ html }: Answer): string =>
  /role="alert"[^>]*><p>([^<]*)</.exec(html)?.[1]?.replaceAll("&#x27;", "'") ?? "";

/** The error beside a field. */
export const errorOf = ({ html }: Answer, field: string): string =>
  new RegExp(`id="field-${field}-error"[^>]*>([^<]*)<`).exec(html)?.[1] ?? "";

/** The value of a field, or the text in a text area; undefined if it is empty. */
export const typedIn = ({ html }: Answer, field: string): string | undefined => {
  const [, value] = new RegExp(`<input[^>]*name="${field}"[^>]*value="([^"]*)"`).exec(html) ?? [];
  // Browsers drop a first line break.
  const [, area] = new RegExp(`<textarea[^>]*name="${field}"[^>]*>\\n?([^<]*)<`).exec(html) ?? [];
  const typed = value ?? (area || undefined);
  return typed
    ?.replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
};
