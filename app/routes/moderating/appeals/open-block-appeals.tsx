import type { AppLoadContext } from "@remix-run/node";
import { Time } from "~/design/calendar";
import { Field } from "~/design/form/field";
import { FormSummary } from "~/design/form/form-summary";
import { whoMayAnswer } from "~/flows/moderating/block-appeals.server";
import { waitsUntil } from "~/moderation/appeals/appeal";
import { listOpenBlockAppeals } from "~/moderation/appeals/block-appeal.server";
import { hasEnded } from "~/moderation/blocks/block";
import { listBlocksByIds } from "~/moderation/blocks/block.server";
import { BlockLine } from "~/moderation/blocks/block-line";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { isAbout, type RefusedAnswer } from "./refused-answer";

/** Open appeals of blocks, each with its block and whether the member may answer it. */
export async function readBlockAppeals(context: AppLoadContext) {
  const { db } = context;
  const now = context.now();
  const { id } = memberOf(context);
  const appeals = await listOpenBlockAppeals(db);
  const blocks = await listBlocksByIds(
    db,
    appeals.map(({ blockId }) => blockId),
  );
  return Promise.all(
    appeals.map(async (appeal) => ({
      ...appeal,
      shown: blocks.find((block) => block.id === appeal.blockId) ?? null,
      hasEnded: hasEnded(appeal.block, now),
      who: await whoMayAnswer(db, id, appeal, now),
    })),
  );
}

type ShownAppeal = Awaited<ReturnType<typeof readBlockAppeals>>[number];

/** Appeals of blocks. Whether a member or a guest asks isn't shown: it could tell whose address is blocked. */
export const OpenBlockAppeals = ({
  as,
  appeals,
  refused,
}: {
  as: number;
  appeals: ShownAppeal[];
  refused: RefusedAnswer | undefined;
}) =>
  appeals.length === 0 ? null : (
    <section aria-labelledby="block-appeals">
      <h2 id="block-appeals">Blocks</h2>
      <ol className="queue">
        {appeals.map((appeal) => (
          <li key={appeal.id} id={`block-appeal-${appeal.id}`}>
            {appeal.shown ? <BlockLine block={appeal.shown} hasEnded={appeal.hasEnded} /> : null}
            <p className="appeal-text">
              <b>The blocked person asks:</b> <span dir="auto">{appeal.text}</span>
            </p>
            <Answering
              as={as}
              appeal={appeal}
              refused={isAbout(refused, "block", appeal.id) ? refused : undefined}
            />
          </li>
        ))}
      </ol>
    </section>
  );

function Answering({
  as,
  appeal: { id, blockId, createdAt, who, hasEnded },
  refused,
}: {
  as: number;
  appeal: ShownAppeal;
  refused: RefusedAnswer | undefined;
}) {
  if (hasEnded)
    return (
      <p className="moderated-why">The block has ended in the meantime, so nothing is left to decide.</p>
    );
  if (who === "not-own")
    return <p className="moderated-why">It is about yourself. Another moderator answers it.</p>;
  if (who === "others")
    return (
      <p className="moderated-why">
        You made this block, so the appeal waits for another moderator. If nobody has answered by{" "}
        <Time at={waitsUntil({ createdAt })} />, you can answer it too.
      </p>
    );
  return (
    <form
      className="form"
      method="post"
      action={`/moderation/appeals/blocks/${id}/keep`}
      noValidate
      aria-label={`Answer the appeal about block ${blockId}`}
    >
      <FormSummary errors={refused?.errors ?? {}} of={`block-appeal-${id}`} />
      <As id={as} />
      <Field
        name="words"
        of={`block-appeal-${id}`}
        label="Your words to them"
        hint="They don’t see your name. If the block stays, say why."
        lines={3}
        value={refused?.values.words}
        error={refused?.errors.words}
      />
      <p className="decisions">
        <button type="submit" formAction={`/moderation/appeals/blocks/${id}/end`}>
          End the block
        </button>
        <button type="submit" className="quiet">
          The block stays
        </button>
      </p>
    </form>
  );
}
