import { useContext } from "react";
import { Calendar, formatDate } from "~/design/calendar";
import { FormSummary } from "~/design/form/form-summary";
import { AppealForm } from "~/moderation/appeals/appeal-form";
import type { BlockAppeal } from "~/moderation/appeals/block-appeal.server";
import { OwnAppeal } from "~/moderation/appeals/own-appeal";
import type { WriterBlock } from "~/moderation/blocks/block";
import { explainWriterBlock } from "~/moderation/blocks/block-words";

export interface RefusedAppeal {
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** A block for whoever it keeps from commenting: why, until when, and what they can do about it. */
export function BlockPage({
  block,
  action,
  as,
  appeal,
  othersAsked = false,
  hasOthers,
  refused,
}: {
  /** Null if it has ended. */
  block: Omit<WriterBlock, "appeal"> | null;
  /** Where the form of an appeal goes. */
  action: string;
  /** The member's id; null for a guest. */
  as: number | null;
  /** Their own appeal. */
  appeal: BlockAppeal | null;
  /** Whether another guest whom the block keeps out has asked. */
  othersAsked?: boolean;
  hasOthers: boolean;
  refused?: RefusedAppeal | undefined;
}) {
  const calendar = useContext(Calendar);
  const until = block?.endsAt ? formatDate(block.endsAt, "moment", calendar) : null;
  const canAsk = block !== null && appeal === null && !othersAsked;
  return (
    <div className="account">
      <header className="page-head">
        <h1>{block ? "You can’t comment here" : "You can comment here"}</h1>
      </header>
      {refused && !canAsk ? <Late {...refused} /> : null}
      {block ? (
        explainWriterBlock(block, until).map((paragraph) => (
          <p key={paragraph} dir="auto">
            {paragraph}
          </p>
        ))
      ) : (
        <p>Nothing keeps you from commenting now.</p>
      )}
      {appeal ? <OwnAppeal appeal={appeal} /> : null}
      {othersAsked ? (
        <p>
          Somebody whom this block keeps out too has asked for another look already, so a moderator looks at
          it once. If they end the block, you can comment again.
        </p>
      ) : null}
      {canAsk ? (
        <AppealForm action={action} as={as} decision={block.id} hasOthers={hasOthers} {...refused} />
      ) : null}
      <ul className="ways-on">
        <li>
          <a href="/">Home page</a>
        </li>
      </ul>
    </div>
  );
}

/** An appeal that came too late, with its text to copy. */
const Late = ({ values, errors }: RefusedAppeal) => (
  <div className="form">
    <FormSummary errors={errors} />
    <p className="field">
      <label htmlFor="typed">Your text, to copy:</label>
      <textarea id="typed" rows={5} readOnly defaultValue={values.text} />
    </p>
  </div>
);
