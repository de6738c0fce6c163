import { useContext } from "react";
import { Calendar, formatDate } from "~/design/calendar";
import type { WriterBlock } from "./block";
import { explainWriterBlock } from "./block-words";

/** Above the form of a reply that was refused because its writer is blocked. The text is still in the form. */
export function BlockedNote({ block }: { block: WriterBlock }) {
  const calendar = useContext(Calendar);
  const until = block.endsAt && formatDate(new Date(block.endsAt), "moment", calendar);
  const [what, ...why] = explainWriterBlock(block, until);
  return (
    // biome-ignore lint/a11y/noAutofocus: the refusal is the answer to what the reader just did, and must be read first.
    <div className="form-refusal" role="alert" tabIndex={-1} autoFocus>
      <p>{what}</p>
      {why.map((paragraph) => (
        <p key={paragraph} dir="auto">
          {paragraph}
        </p>
      ))}
      <HowToAppeal />
      <p>Your text wasn’t posted. It’s still in the form below, to copy.</p>
    </div>
  );
}

/** What a blocked person can do about it. */
export const HowToAppeal = () => (
  <p>If you think that this is a mistake, please ask the people who run the site.</p>
);
