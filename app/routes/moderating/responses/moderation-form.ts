// The forms with which moderators decide about responses.

import { MAX_AT_ONCE } from "~/moderation/actions";
import { type ResponseRef, readField, type SeenResponse } from "~/moderation/response-ref";
import { readRowId } from "~/platform/database/rows/row-id";

/** Of the queue. */
export type Order = "newest" | "oldest";
export const readOrder = (value: string | null | undefined): Order =>
  value === "oldest" ? "oldest" : "newest";

/** The queue in an order, with what was done. */
export function queuePath(order: Order, entryId?: number): string {
  const query = [
    ...(entryId === undefined ? [] : [`done=${entryId}`]),
    ...(order === "oldest" ? ["order=oldest"] : []),
  ];
  return `/moderation${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

/** The responses that a form names. A repeated field counts each time, so parseForm() can't read them. */
export async function readResponses(request: Request): Promise<SeenResponse[]> {
  const form = await request.formData().catch(() => new FormData());
  return toResponses(form.getAll("response"));
}

export function toResponses(fields: unknown[]): SeenResponse[] {
  const read = fields.flatMap((value) => (typeof value === "string" ? (readField(value) ?? []) : []));
  const byName = new Map(read.map((response) => [`${response.kind}-${response.id}`, response]));
  return [...byName.values()];
}

/** Why the responses of a form can't be decided about; null if they can. */
export const explainChoice = (responses: unknown[]): string | null => {
  if (responses.length === 0) return "Select at least one response, then choose what to do with it.";
  if (responses.length > MAX_AT_ONCE) return `Select at most ${MAX_AT_ONCE} responses at a time.`;
  return null;
};

/** The response of an address below /moderation/comments/ID or /moderation/pingbacks/ID. The id may be unknown. */
export const readResponseRef = (request: Request, id: string | undefined): ResponseRef => ({
  kind: new URL(request.url).pathname.startsWith("/moderation/comments/") ? "comment" : "pingback",
  id: readRowId(id) ?? 0,
});
