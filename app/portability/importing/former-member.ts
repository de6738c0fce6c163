import { isFormerInFiles } from "~/people/person";
import type { Content } from "../content/content-files.server";
import type { FiledResponse } from "../content/conversation-file";

/** The handles by which posts and responses name deleted people. */
export function listFormerMembers({ posts, conversations }: Content): string[] {
  const found = new Set<string>();
  const note = (handle: string) => {
    if (isFormerInFiles(handle)) found.add(handle);
  };
  const noteResponse = ({ read, replies }: FiledResponse) => {
    if (read.ok && read.value.person !== undefined) note(read.value.person);
    replies.forEach(noteResponse);
  };
  for (const { value } of posts) [...value.writers, ...value.presenters].forEach(note);
  for (const { responses } of conversations) responses.forEach(noteResponse);
  return [...found];
}
