import { Time } from "~/design/calendar";
import type { Sealed } from "./disputes.server";

/** In place of words that may be unlawful, for moderators who don't decide about them. */
export const SealedNote = () => (
  <p className="moderated-why">
    It may be against the law, so its words are sealed: only administrators can read them, until they have
    decided.
  </p>
);

/** Words that their writer has changed or erased since, for administrators. */
export const SealedWords = ({ sealed }: { sealed: Sealed[] }) => (
  <>
    {sealed.map(({ id, name, source, postTitle, writtenAt }) => (
      <div key={id}>
        <p className="moderated-line">
          <b>
            <bdi>{name}</bdi>
          </b>{" "}
          on ‘<span dir="auto">{postTitle}</span>’, <Time at={writtenAt} style="moment" />. Sealed as it stood
          before it was changed or erased; deleted when you have decided.
        </p>
        <blockquote className="moderated-parent" dir="auto">
          {source.split(/\n+/).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other key
            <p key={index}>{line}</p>
          ))}
        </blockquote>
      </div>
    ))}
  </>
);
