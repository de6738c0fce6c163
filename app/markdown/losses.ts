// Finds content that an import cannot show as intended, for authors who bring texts written for another site.
import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { mediaHash } from "./media-address";
import { readAddress } from "./safety/addresses";
import { schema } from "./safety/allow-list";

export interface Loss {
  /** Line of the source, starting at 1. */
  line: number;
  message: string;
}

/** After this many, further messages about one text say nothing new. */
export const MAX_LOSSES = 100;
const MAX_ADDRESS_CHARS = 200;

/** Lists images, embeds and links that will be removed or replaced. Takes the tree after HTML is parsed and
 *  before it is sanitised. */
export function findLosses(
  page: Root,
  { siteUrl, media = {} }: { siteUrl: string; media?: Record<string, unknown> },
): Loss[] {
  const site = new URL(siteUrl);
  const isKept = (address: string) => Object.hasOwn(media, mediaHash(address) ?? "");
  const losses: Loss[] = [];
  visit(page, "element", ({ tagName, properties, position }) => {
    if (losses.length >= MAX_LOSSES) return false;
    const message =
      tagName === "img"
        ? losePicture(String(properties.src ?? ""), site, isKept)
        : tagName === "a" && "href" in properties
          ? loseLink(String(properties.href), site)
          : schema.strip?.includes(tagName)
            ? loseEmbed(tagName, String(properties.src ?? properties.data ?? ""))
            : null;
    if (message !== null) losses.push({ line: position?.start.line ?? 1, message });
    return undefined;
  });
  return losses;
}

function losePicture(src: string, site: URL, isKept: (address: string) => boolean): string | null {
  const address = readAddress(src, site);
  if (address?.to === "local" && isKept(address.href)) return null;
  if (address?.to === "web")
    return `a picture on another site is shown as a link to it: ${cut(src)}. Loading it would tell that site who reads here.`;
  if (address?.to === "local")
    return `a picture isn't brought along: ${cut(src)}. Make sure that this site has it at that address.`;
  return `a picture isn't shown, only its description: ${cut(src)}. ${
    IN_MEDIA.test(src) ? ADD_FILE : "Give its whole address, such as https://example.org/table.jpg"
  }`;
}

/** What an import could have kept. */
const IN_MEDIA = /^(?:\.{1,2}\/)*media\//;
const ADD_FILE = "There is no such file in media/, or it was refused. Add it, and import again.";

function loseLink(href: string, site: URL): string | null {
  if (readAddress(href, site)) return null;
  if (IN_MEDIA.test(href)) return `a link is shown as plain text: ${cut(href)}. ${ADD_FILE}`;
  const key = /^comment:(.*)$/.exec(href)?.[1];
  if (key !== undefined)
    return `a link is shown as plain text: no response before this has the key ${cut(key)}. Give that response this key, such as key: the-first-answer`;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(href)?.[0];
  if (scheme && !/^https?:/i.test(scheme))
    return `a link is shown as plain text: ${cut(href)}. Only https:, http: and mailto: addresses can be links.`;
  return `a link is shown as plain text: ${cut(href)}. Give its whole address, such as /posts/who-is-not-in-the-room or https://example.org/next`;
}

const loseEmbed = (tagName: string, src: string) =>
  `<${tagName}>${src && ` (${cut(src)})`} isn't shown. Link to it instead, such as [The talk](https://example.org/talk)`;

const cut = (address: string) =>
  address === ""
    ? "without an address"
    : address.length > MAX_ADDRESS_CHARS
      ? `${address.slice(0, MAX_ADDRESS_CHARS)}…`
      : address;
