// What a post is, for programs that cite, embed or index it. All of its metadata is made from this one record.

/** A person, or an organisation that writes under its name. */
export interface RecordedName {
  name: string;
  url?: string;
}

export interface PostRecord {
  /** Absolute, as are all addresses here. */
  url: string;
  title: string;
  description: string;
  language: string;
  /** As the byline names them. */
  writers: RecordedName[];
  publishedAt: Date;
  /** The last edit that readers are told of. */
  editedAt: Date | null;
  picture: string | null;
  licence: string | null;
  tags: string[];
  series: RecordedName | null;
  site: { name: string; url: string; timeZone: string };
  responseCount: number;
  /** Comments on the page, in their order. */
  comments: { name: string; url: string; at: Date }[];
}

/** The path of the first picture in a post's HTML that was uploaded to the site. Others are elsewhere, and may change. */
export const firstPicture = (html: string): string | null =>
  /<img\b[^>]*\ssrc="(\/media\/[^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? null;
