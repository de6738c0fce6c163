// A draft's fields with their labels, to be compared.

import { DETAILS, type DraftDetails, type DraftText } from "./draft";

const LABELS: Record<keyof DraftDetails, string> = {
  slug: "Address",
  summary: "Summary",
  tags: "Tags",
  series: "Series",
  part: "Part",
  writers: "Written by",
  presenters: "Introduced by",
  language: "Language",
  licence: "Licence",
  noindex: "Kept off search engines",
  date: "Date",
};

/** What is compared of a draft. */
export const toCompare = ({ title, source, details }: DraftText) => ({
  fields: {
    Title: title,
    ...Object.fromEntries(DETAILS.map((name) => [LABELS[name], details[name]])),
  },
  source,
});
