import { Time } from "~/design/calendar";
import type { QueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import { postPath } from "~/posts/post";

/** A pingback for moderators: the post that it comes from, and the sentence with the link. */
export const ModeratedPingback = ({ pingback }: { pingback: QueuedPingback }) => (
  <>
    <p className="moderated-line">
      From ‘
      <a
        href={postPath(pingback.sourcePost.slug)}
        lang={pingback.sourcePost.language ?? undefined}
        dir="auto"
      >
        {pingback.sourcePost.title}
      </a>
      ’ to ‘
      <a href={postPath(pingback.post.slug)} lang={pingback.post.language ?? undefined} dir="auto">
        {pingback.post.title}
      </a>
      ’, <Time at={pingback.createdAt} style="moment" />
    </p>
    <blockquote className="moderated-parent">
      <p dir="auto">{pingback.sentence}</p>
    </blockquote>
  </>
);
