// A strict reader of XML, which is not what wrote it.

import { type SaxesAttributeNS, SaxesParser } from "saxes";

export interface XmlElement {
  /** With its namespace: "{http://www.w3.org/2005/Atom}feed". */
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** Throws where the text is no well-formed XML. */
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

/** The text of the first child of this name; undefined where there is none. */
export const textOf = (element: XmlElement | undefined, name: string): string | undefined =>
  all(element, name)[0]?.text.trim();
