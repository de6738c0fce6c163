// The texts of a content folder that may link to files in media/.

import type { Content } from "../content/content-files.server";
import type { FiledResponse } from "../content/conversation-file";

export interface FolderText {
  source: string;
  /** Handles of those who wrote it. */
  writers: string[];
  setSource(source: string): void;
}

/** The texts of people, series, pages, posts and responses. */
export const listTexts = ({ people, series, pages, posts, conversations }: Content): FolderText[] => [
  ...people.map(({ value }) => ({
    ...{ source: value.bio, writers: [value.handle] },
    setSource: (bio: string) => void Object.assign(value, { bio }),
  })),
  ...series.map(({ value }) => ({
    ...{ source: value.intro, writers: [] },
    setSource: (intro: string) => void Object.assign(value, { intro }),
  })),
  ...[...pages, ...posts].map(({ value }) => ({
    source: value.source,
    writers: "writers" in value ? value.writers : [],
    setSource: (source: string) => void Object.assign(value, { source }),
  })),
  ...conversations.flatMap(({ responses }) => listResponseTexts(responses)),
];

const listResponseTexts = (responses: FiledResponse[]): FolderText[] =>
  responses.flatMap(({ read, replies }) => [
    ...(read.ok
      ? [
          {
            source: read.value.body,
            writers: read.value.person === undefined ? [] : [read.value.person],
            setSource: (body: string) => void Object.assign(read.value, { body }),
          },
        ]
      : []),
    ...listResponseTexts(replies),
  ]);
