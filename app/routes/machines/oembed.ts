import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  EMBED_FORMATS,
  EMBED_WIDTH,
  type EmbedFormat,
  type EmbedSize,
  writeEmbed,
} from "~/feeds/oembed/embed";
import { findEmbed } from "~/feeds/oembed/find-embed.server";
import type { PageHandle } from "../page-handle";

export const handle: PageHandle = {
  cached: { types: Object.values(EMBED_FORMATS), query: ["url", "format", "maxwidth", "maxheight"] },
};

/** Longer than any address of the site. */
const MAX_URL_CHARS = 500;
/** Room for a quotation of any length. */
const NO_LIMIT = 9_999;

/** What another site shows of a post or a response (https://oembed.com, section 2). */
export async function loader({ context }: LoaderFunctionArgs) {
  const query = context.query("url", "format", "maxwidth", "maxheight");
  const url = query.get("url") ?? "";
  if (url === "" || url.length > MAX_URL_CHARS)
    return refuse(400, "Give the address of a post or a response as “url”.");
  const format = query.get("format") ?? "json";
  if (!isFormat(format)) return refuse(501, "The formats are “json” and “xml”.");
  const size = readSize(query);
  if (!size) return refuse(400, "Give “maxwidth” and “maxheight” in pixels, from 1 to 9999.");
  const found = await findEmbed(context, url);
  if (!found) return refuse(404, "There is no post or response to embed at this address.");
  context.addCacheTags(...found.tags);
  return new Response(writeEmbed(found.embed, size, format), {
    headers: { "Content-Type": `${EMBED_FORMATS[format]}; charset=utf-8` },
  });
}

const isFormat = (format: string): format is EmbedFormat => Object.hasOwn(EMBED_FORMATS, format);

function readSize(query: URLSearchParams): EmbedSize | null {
  const width = query.get("maxwidth") ?? String(EMBED_WIDTH);
  const height = query.get("maxheight") ?? String(NO_LIMIT);
  if (![width, height].every((pixels) => /^[1-9]\d{0,3}$/.test(pixels))) return null;
  return { maxWidth: Number(width), maxHeight: Number(height) };
}

const refuse = (status: number, sentence: string) =>
  new Response(`${sentence}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
