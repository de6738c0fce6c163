import { useContext } from "react";
import { Calendar, formatDate } from "~/design/calendar";
import type { WriterBlock } from "./block";
import { explainWriterBlock } from "./block-words";

/** Above the form of a reply or an edit that was refused because its writer is blocked. `kept` says where the text is. */
export function BlockedNote({ block, kept }: { block: WriterBlock; kept: string }) {
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
      <p>
        If you think that this is a mistake, you can <a href={block.appeal}>ask for another look</a>, once.
      </p>
      <p>{kept}</p>
    </div>
  );
}
