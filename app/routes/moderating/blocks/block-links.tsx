import type { QueuedComment } from "~/comments/moderation/moderated-comments.server";
import { listAddresses } from "~/markdown/visible";
import { BLOCKS_PATH } from "~/moderation/blocks/block";
import { readDomain } from "~/moderation/blocks/domain";

/** What of a comment can be blocked: its writer, and the sites that it links to. */
export function BlockLinks({ comment }: { comment: QueuedComment }) {
  const { person, guestSite, html } = comment;
  const domains = new Set(
    [...listAddresses(html), guestSite ?? ""].flatMap((address) => readDomain(address) ?? []),
  );
  const to = (fields: Record<string, string>) => `${BLOCKS_PATH}/new?${new URLSearchParams(fields)}`;
  return (
    <>
      <h2>Block</h2>
      <ul className="ways-on">
        <li>
          {person ? (
            <a href={to({ kind: "person", handle: person.handle })}>
              Block <bdi>{person.name}</bdi>…
            </a>
          ) : (
            <a href={to({ kind: "address", comment: String(comment.id) })}>
              Block this guest’s e-mail address…
            </a>
          )}
        </li>
        {person ? null : (
          <li>
            <a href={to({ kind: "network", comment: String(comment.id) })}>Block the network it came from…</a>
          </li>
        )}
        {[...domains].map((domain) => (
          <li key={domain}>
            <a href={to({ kind: "domain", text: domain })}>
              Block links to <bdi>{domain}</bdi>…
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
