// Pictures and documents that were uploaded to this site.
import type { Element, ElementContent, Root, Text } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { mediaHash } from "../media-address";
import { lineOf } from "../plain-text";
import type { MarkdownOptions, NamedDocument, NamedMedia, NamedPicture } from "../rendered";
import { isTall } from "./tall-pictures";

/** The column of a text, as wide as it gets (prose.css). */
const SIZES = "(min-width: 36rem) 32.5rem, 100vw";

/** Gives each picture of this site its sizes, and each link to a document what to expect. Runs when addresses are root-relative. */
export function settleMedia(
  page: Root,
  { media = {}, kind, showsPictures = kind === "post" }: MarkdownOptions,
): void {
  const find = (address: unknown): NamedMedia | null | undefined => {
    const hash = mediaHash(String(address ?? ""));
    return hash === undefined ? undefined : (media[hash] ?? null);
  };
  const isShown = (address: unknown) =>
    typeof showsPictures === "boolean"
      ? showsPictures
      : showsPictures.includes(mediaHash(String(address ?? "")) ?? "");
  visit(page, "element", (node, index, parent) => {
    if (!parent || index === undefined) return;
    if (node.tagName === "a") {
      const linked = find(node.properties.href);
      if (linked?.kind === "document") describeDocument(node, linked);
    }
    if (node.tagName !== "img") return;
    const shown = find(node.properties.src);
    if (shown === undefined) return;
    const alt = String(node.properties.alt ?? "");
    if (shown === null) delete node.properties.src;
    else if (shown.kind === "picture" && isShown(node.properties.src)) sizePicture(node, shown);
    else parent.children[index] = shown.kind === "gone" ? REMOVED : linkTo(shown, alt, parent);
    return SKIP;
  });
}

const REMOVED: Text = { type: "text", value: "[This picture was removed.]" };

/** A link can't stand in a link. */
function linkTo(
  shown: Exclude<NamedMedia, { kind: "gone" }>,
  alt: string,
  parent: Root | Element,
): ElementContent {
  const words: Text = {
    type: "text",
    value: alt.trim() || (shown.kind === "document" ? shown.title : "Picture"),
  };
  if (parent.type === "element" && parent.tagName === "a") return words;
  const link: Element = {
    type: "element",
    tagName: "a",
    properties: { href: shown.address },
    children: [words],
  };
  if (shown.kind === "document") describeDocument(link, shown);
  return link;
}

/** Width and height keep its place while it loads. Old browsers take the JPEG, and so do people who don't want to see things move. */
function sizePicture(image: Element, { address, width, height, files, ...look }: NamedPicture): void {
  Object.assign(image.properties, { src: address, width, height });
  const classes = [look.isTransparent && "transparent", isTall({ width, height }) && "tall"].filter(Boolean);
  if (classes.length > 0) image.properties.className = classes as string[];
  const setOf = (format: "webp" | "jpeg") =>
    files
      .filter((file) => file.format === format)
      .map((file) => `${file.address} ${file.width}w`)
      .join(", ");
  Object.assign(image.properties, { srcSet: setOf("jpeg"), sizes: SIZES });
  const source: Element = {
    type: "element",
    tagName: "source",
    properties: {
      type: "image/webp",
      ...(look.moves && { media: "(prefers-reduced-motion: no-preference)" }),
      srcSet: setOf("webp"),
      sizes: SIZES,
    },
    children: [],
  };
  const inner: Element = { ...image };
  Object.assign(image, { tagName: "picture", properties: {}, children: [source, inner] });
}

function describeDocument(link: Element, { address, facts }: NamedDocument): void {
  link.properties.href = address;
  if (!lineOf(link).includes(facts)) link.children.push({ type: "text", value: ` (${facts})` });
}
