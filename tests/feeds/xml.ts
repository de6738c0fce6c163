// A strict XML parser, independent of the library that writes the feeds.

import { type SaxesAttributeNS, SaxesParser } from "saxes";

export interface XmlElement {
  /** Includes the namespace: "{http://www.w3.org/2005/Atom}feed". */
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** Throws if the text is not well-formed XML. */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const inside = () => open.at(-1) ?? root;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    const values = Object.values(attributes as Record<string, SaxesAttributeNS>);
    const element: XmlElement = {
      name: uri ? `{${uri}}${local}` : local,
      attributes: Object.fromEntries(values.map(({ name, value }) => [name, value])),
      children: [],
      text: "",
    };
    inside().children.push(element);
    open.push(element);
  });
  const addText = (more: string) => {
    inside().text += more;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return root.children[0] ?? root;
}

export const all = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** Text of the first child with this name; undefined if there is none. */
export const textOf = (element: XmlElement | undefined, name: string): string | undefined =>
  all(element, name)[0]?.text.trim();
