// The form that blocks something, with the preview of what it would have stopped.

import { KEEP_NETWORK_DAYS, type NetworkUse } from "~/comments/guests/guest-networks.server";
import { Choice } from "~/design/form/choice";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { SelectField } from "~/design/form/select-field";
import type { Reach } from "~/flows/moderating/block-reach.server";
import {
  BLOCK_REASONS,
  BLOCKS_PATH,
  type BlockKind,
  CONTENT_KINDS,
  DURATION_CODES,
  DURATION_NAMES,
  MAX_NETWORK_DAYS,
  NETWORK_DURATIONS,
} from "~/moderation/blocks/block";
import { moderationPath } from "~/moderation/response-ref";
import { As } from "../../session/as";

export const BLOCK_TITLES: Record<BlockKind, string> = {
  person: "Block a member",
  address: "Block a guest’s e-mail address",
  network: "Block a guest’s network",
  domain: "Block links to a domain",
  words: "Block words",
};

interface Shown {
  values: Record<string, string>;
  errors: Record<string, string>;
}

export function BlockForm({
  as,
  kind,
  guestName,
  use,
  values,
  errors,
  reach,
}: Shown & {
  as: number;
  kind: BlockKind;
  guestName: string | null;
  /** Who else wrote from the network. */
  use: NetworkUse | null;
  reach: Reach | null;
}) {
  const isContent = CONTENT_KINDS.includes(kind);
  const known = new URLSearchParams({ kind, ...(values.comment && { comment: values.comment }) });
  const shown = { values, errors };
  return (
    <Form
      action={`${BLOCKS_PATH}/new?${known}`}
      submit={!isContent ? "Block" : reach ? "Block" : "Preview this block"}
      danger={!isContent || reach !== null}
      errors={errors}
    >
      {reach ? <ReachNote reach={reach} values={values} errors={errors} /> : null}
      <As id={as} />
      <input type="hidden" name="kind" value={kind} />
      <What kind={kind} guestName={guestName} use={use} {...shown} />
      {isContent ? <EffectField {...shown} /> : <ReasonFields {...shown} />}
      <SelectField
        name="duration"
        label="For how long"
        value={values.duration ?? (isContent ? "good" : kind === "network" ? "week" : "month")}
        error={errors.duration}
        options={(kind === "network" ? NETWORK_DURATIONS : DURATION_CODES).map((value) => ({
          value,
          name: DURATION_NAMES[value],
        }))}
      />
      <Field
        name="until"
        type="date"
        label="Or until a date"
        hint="The block ends when this day begins."
        value={values.until}
        error={errors.until}
      />
      <Field
        name="note"
        label="Note for moderators"
        hint="Why, and what you would look at before it is ended. Only moderators read it."
        lines={3}
        value={values.note}
        error={errors.note}
      />
    </Form>
  );
}

function What({
  kind,
  guestName,
  use,
  values,
  errors,
}: Shown & { kind: BlockKind; guestName: string | null; use: NetworkUse | null }) {
  if (kind === "person")
    return (
      <>
        <p>
          They can’t comment or edit comments any more. They can go on reading, change their settings, export
          their data and delete their account. They are told by e-mail.
        </p>
        <Field
          name="handle"
          label="Handle"
          hint="For example anna, as in /people/anna."
          value={values.handle}
          error={errors.handle}
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      </>
    );
  if (kind === "network")
    return (
      <>
        <p>
          Comments by guests from the network that{" "}
          <a href={moderationPath({ kind: "comment", id: Number(values.comment) })}>
            <bdi>{guestName ?? "this guest"}</bdi>
          </a>{" "}
          wrote from are refused, for {MAX_NETWORK_DAYS} days at most. Reading goes on, and so do members, who
          can sign in there. Nobody is shown the network.
        </p>
        <p>
          <b>{describeUse(use)}</b>
        </p>
        <input type="hidden" name="comment" value={values.comment} />
      </>
    );
  if (kind === "address")
    return (
      <>
        <p>
          Comments with the e-mail address that{" "}
          <a href={moderationPath({ kind: "comment", id: Number(values.comment) })}>
            <bdi>{guestName ?? "this guest"}</bdi>
          </a>{" "}
          gave are refused, also from an account with it. Nobody is shown the address. Anyone can type another
          one.
        </p>
        <input type="hidden" name="comment" value={values.comment} />
      </>
    );
  return (
    <Field
      name="text"
      label={kind === "domain" ? "Domain" : "Words"}
      hint={
        kind === "domain"
          ? "For example example.org. Its subdomains are blocked too, in links, pictures and guests’ websites."
          : "One word, or several that follow one another. Whole words: ‘cat’ doesn’t stop ‘catalogue’. Capitals, accents and punctuation don’t count."
      }
      value={values.text}
      error={errors.text}
      autoCapitalize="none"
      spellCheck={false}
      required
    />
  );
}

function describeUse(use: NetworkUse | null): string {
  if (!use) return `It isn’t known any more: it is forgotten ${KEEP_NETWORK_DAYS} days after a comment.`;
  if (use.others === 0) return `No other guest wrote from there in the last ${KEEP_NETWORK_DAYS} days.`;
  return `${use.others === 1 ? "One other guest" : `${use.others} other guests`} wrote from there in the last ${KEEP_NETWORK_DAYS} days: it may be a library, a school or a family.`;
}

const EffectField = ({ values, errors }: Shown) => (
  <Choice
    name="effect"
    legend="What happens to such comments"
    value={values.effect}
    error={errors.effect}
    options={[
      { value: "hold", label: "They wait for a moderator", hint: "Their writers are told that they wait." },
      {
        value: "refuse",
        label: "They are refused",
        hint: "Their writers get the text back, and aren’t told what is blocked.",
      },
    ]}
  />
);

const ReasonFields = ({ values, errors }: Shown) => (
  <>
    <SelectField
      name="reason"
      label="Reason"
      hint="We tell them."
      value={values.reason ?? "rude"}
      error={errors.reason}
      options={Object.entries(BLOCK_REASONS).map(([value, name]) => ({
        value,
        name: name || "Another reason",
      }))}
    />
    <Field
      name="words"
      label="Your words to them"
      hint="For another reason, please write it here."
      lines={3}
      value={values.words}
      error={errors.words}
    />
  </>
);

/** What the block would have stopped. The form remembers which words this was about. */
const ReachNote = ({
  reach: { stopped, of, isWide, examples },
  values,
  errors,
}: Shown & { reach: Reach }) => (
  <section className="block-reach" aria-labelledby="reach-title">
    <h2 id="reach-title">
      {stopped === 0
        ? "It would have stopped no recent comment"
        : `It would have stopped ${stopped} of the last ${of === 1 ? "comment" : `${of} comments`}`}
    </h2>
    <p>Nothing is blocked yet. Comments that are published stay as they are.</p>
    {examples.length > 0 ? (
      <ul>
        {examples.map(({ id, writer, excerpt }) => (
          <li key={id}>
            <a href={moderationPath({ kind: "comment", id })}>
              <bdi>{writer}</bdi>
            </a>
            : <span dir="auto">{excerpt}</span>
          </li>
        ))}
      </ul>
    ) : null}
    <input type="hidden" name="seen" value={values.text} />
    {isWide ? (
      <div className="choice-option">
        <input
          type="checkbox"
          id="field-sure"
          name="sure"
          value="yes"
          aria-describedby={errors.sure ? "field-sure-error" : undefined}
        />
        <label htmlFor="field-sure">
          Yes, block it, although it would have stopped more than a tenth of the comments
        </label>
        {errors.sure ? (
          <p className="field-error" id="field-sure-error">
            {errors.sure}
          </p>
        ) : null}
      </div>
    ) : null}
  </section>
);
