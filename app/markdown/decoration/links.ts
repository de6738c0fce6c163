import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import { eachBlock, lineOf } from "../plain-text";
import type { Link, MarkdownOptions } from "../rendered";
import { readAddress } from "../safety/addresses";
import { linkForeignPictures } from "./pictures";
import { sentenceAround } from "./sentence";

/** Authors of posts are trusted; comments may come from anyone, so search engines are told not to count their
 *  links. */
const REL = { post: ["noopener"], comment: ["nofollow", "ugc", "noopener"] };

type Target = Pick<Link, "href" | "local">;

/** Rewrites or removes every address in the page. Returns the links to pages of this site and of other sites,
 *  in order. */
export function settleLinks(page: Root, { siteUrl, kind }: MarkdownOptions): Link[] {
  const site = new URL(siteUrl);
  linkForeignPictures(page, site);
  const targets = new Map<Element, Target>();
  visit(page, "element", (node) => {
    settleSource(node, "src", site);
    settleSource(node, "cite", site);
    if (!("href" in node.properties)) return;
    const address = readAddress(String(node.properties.href), site);
    if (!address) {
      delete node.properties.href;
      return;
    }
    node.properties.href = address.href;
    if (address.to === "web") Object.assign(node.properties, { className: ["elsewhere"], rel: REL[kind] });
    if (address.to === "web" || address.to === "local") {
      targets.set(node, { href: address.href, local: address.to === "local" });
    }
  });
  return targets.size === 0 ? [] : describe(page, targets);
}

function settleSource(node: Element, name: "src" | "cite", site: URL): void {
  if (!(name in node.properties)) return;
  const address = readAddress(String(node.properties[name]), site);
  if (address?.to === "web" || address?.to === "local") node.properties[name] = address.href;
  else delete node.properties[name];
}

function describe(page: Root, targets: Map<Element, Target>): Link[] {
  const words = new Map<Element, Pick<Link, "text" | "sentence">>();
  eachBlock(page, (block) => {
    const starts: [Element, number][] = [];
    const line = lineOf(block, (element, start) => {
      if (targets.has(element)) starts.push([element, start]);
    });
    for (const [element, start] of starts) {
      const text = lineOf(element);
      words.set(element, { text, sentence: sentenceAround(line, start, start + text.length) });
    }
    return true;
  });
  return [...targets].map(([element, target]) => ({
    ...target,
    ...(words.get(element) ?? { text: "", sentence: "" }),
  }));
}
