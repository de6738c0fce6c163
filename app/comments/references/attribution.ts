// The line above a quotation: whose words they are, and where they stand.

import { asMarkup, type Markup, markup } from "~/platform/markup";
import { commentHistoryPath, commentPath } from "../comment";

export interface QuotedResponse {
  id: number;
  number: number;
  postId: number;
  /** The title of its post. */
  title: string;
  language: string | null;
  /** Who wrote it; null if not everyone can read it. */
  name: string | null;
  personId: number | null;
  createdAt: Date;
  /** When readers were told last of a change of its text, by its writer or a moderator. */
  changes: Date[];
  /** Why it can't be read, where its place in the thread says so too. */
  state: "deleted" | "hidden" | null;
}

interface QuotedPost {
  id: number;
  title: string;
  language: string | null;
  writers: { name: string }[];
}

/** Where the quotation stands. */
interface Around {
  at: Date;
  postId: number | null;
}

export function attributeToResponse(response: QuotedResponse | null, { at, postId }: Around): string {
  if (!response) return "From a deleted comment:";
  const { id, number, name, state } = response;
  // One that was written after the quotation isn't what it quotes.
  if (response.createdAt > at || (name === null && state === null))
    return "From a comment that isn’t available:";
  if (name === null)
    return markup`From <a href="${commentPath(id)}">${state === "deleted" ? "a deleted comment" : "a comment removed by a moderator"}</a>:`
      .html;
  const place = response.postId === postId ? null : markup` on ${titled(response)}`;
  const isChanged = response.changes.some((change) => change > at);
  const version =
    isChanged && markup`, from <a href="${commentHistoryPath(id)}" rel="nofollow">an earlier version</a>`;
  return markup`<a href="${commentPath(id)}"><bdi>${name}</bdi> wrote in ${number}${place}</a>${version}:`
    .html;
}

/** `href` is as in an attribute. */
export function attributeToPost(post: QuotedPost | null, href: string, { postId }: Around): string {
  if (!post) return "From a post that isn’t available:";
  const place = post.id === postId ? markup`the post` : titled(post);
  return markup`<a href="${asMarkup(href)}">${listNames(post.writers)} wrote in ${place}</a>:`.html;
}

const titled = ({ title, language }: { title: string; language: string | null }): Markup =>
  markup`<cite${language === null ? null : markup` lang="${language}"`} dir="auto">${title}</cite>`;

const listNames = (people: { name: string }[]): Markup =>
  markup`${people.map(
    ({ name }, index) =>
      markup`${index === 0 ? "" : index === people.length - 1 ? " and " : ", "}<bdi>${name}</bdi>`,
  )}`;
