import { FORMER_MEMBER_HANDLE } from "~/people/person";
import type { Content } from "../content/content-files.server";
import type { FiledResponse } from "../content/conversation-file";

/** Whether a post or a response is by a deleted person. */
export const namesFormerMember = ({ posts, conversations }: Content): boolean =>
  posts.some(({ value }) => [...value.writers, ...value.presenters].includes(FORMER_MEMBER_HANDLE)) ||
  conversations.some(({ responses }) => responses.some(isByFormerMember));

const isByFormerMember = ({ read, replies }: FiledResponse): boolean =>
  (read.ok && read.value.person === FORMER_MEMBER_HANDLE) || replies.some(isByFormerMember);
