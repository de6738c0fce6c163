// The form that schedules a draft, on the page before its publication.

import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { draftPath } from "~/drafts/draft";
import type { EditedPost, EditorState } from "~/drafts/editor/editing";
import type { Recipients } from "~/flows/following/count-recipients.server";
import { localTime } from "~/site/calendar";
import { isScheduled } from "~/visibility/status";
import { As } from "../../session/as";
import { FollowersChoice } from "./followers-choice";

export interface RefusedSchedule {
  errors: Record<string, string>;
  values?: Record<string, string>;
  /** The two moments of a time that clocks show twice or never. */
  choices?: Date[];
}

interface ScheduleFormProps {
  as: number;
  version: number;
  state: EditorState;
  timeZone: string;
  language: string;
  recipients: Recipients | null;
  refused: RefusedSchedule | undefined;
}

export const ScheduleForm = ({
  as,
  version,
  state,
  timeZone,
  language,
  recipients,
  refused,
}: ScheduleFormProps) => (
  <Form action={`${draftPath(state.draftId)}/schedule`} submit="Schedule" quiet>
    <As id={as} />
    <input type="hidden" name="version" value={version} />
    <Field
      name="at"
      type="datetime-local"
      label="Publish at"
      value={refused?.values?.at ?? scheduledAt(state.post, timeZone)}
      error={refused?.errors.at}
      hint={`Date and time in ${timeZone.replaceAll("_", " ")}.`}
      required
    />
    <FollowersChoice form="schedule" {...{ recipients, language }} asked={refused?.values?.quiet} />
    <MomentChoice choices={refused?.choices ?? []} language={language} timeZone={timeZone} />
  </Form>
);

/** The present time of a scheduled post, as the field takes it. */
const scheduledAt = (post: EditedPost | null, timeZone: string): string | undefined =>
  post?.publishedAt && isScheduled(post) ? localTime(post.publishedAt, timeZone) : undefined;

/** Buttons for the two moments, each with its offset: "25 October 2026 at 02:30 GMT+1". */
function MomentChoice({
  choices,
  language,
  timeZone,
}: {
  choices: Date[];
  language: string;
  timeZone: string;
}) {
  if (choices.length === 0) return null;
  const style = {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  } as const;
  const format = new Intl.DateTimeFormat(language, { ...style, timeZone, timeZoneName: "short" });
  return (
    <p className="form-buttons">
      {choices.map((at) => (
        <button key={at.toISOString()} type="submit" className="quiet" name="moment" value={at.toISOString()}>
          {format.format(at)}
        </button>
      ))}
    </p>
  );
}
