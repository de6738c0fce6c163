// How somebody is told of answers to them, and when their e-mails come.

import { Form } from "~/design/form/form";
import { SelectField } from "~/design/form/select-field";
import { selectOptions } from "~/following/deliveries";
import { type Preference, WANTED, type Wanted } from "~/following/following.schema";
import type { EmailTimes } from "~/following/subscriber.server";
import { groupTimeZones } from "~/site/time-zones";
import { useSendsMail } from "../sends-mail";
import { As } from "../session/as";

/** Hours of the day, as the site writes them. */
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  name: `${String(hour).padStart(2, "0")}:00`,
}));

/** Weeks begin on Monday. */
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
  (name, index) => ({ value: String((index + 1) % 7), name }),
);

export function AnswersForm({
  as,
  answers,
  times,
  siteZone,
}: {
  as: number;
  answers: Record<Preference, Wanted>;
  times: EmailTimes;
  siteZone: string;
}) {
  const sendsMail = useSendsMail();
  const [hour, weekday] = [String(times.digestHour), String(times.digestWeekday)];
  return (
    <Form action="/following/answers" submit="Save" quiet>
      <As id={as} />
      <SelectField
        name="replies"
        label="Replies to your comments"
        value={answers.replies}
        options={selectOptions(sendsMail, WANTED)}
      />
      <SelectField
        name="mentions"
        label="Mentions of you, as @handle"
        value={answers.mentions}
        options={selectOptions(sendsMail, WANTED)}
      />
      <SelectField
        name="continued"
        label="Posts that continue your comments"
        value={answers.continued}
        options={selectOptions(sendsMail, WANTED)}
      />
      <SelectField
        name="own-posts"
        label="Responses to your posts"
        value={answers["own-posts"]}
        options={selectOptions(sendsMail, WANTED)}
      />
      {sendsMail ? (
        <>
          <SelectField name="hour" label="Daily and weekly e-mails come at" value={hour} options={HOURS} />
          <SelectField name="weekday" label="Weekly ones on" value={weekday} options={WEEKDAYS} />
          <SelectField
            name="timeZone"
            label="Your time zone"
            value={times.timeZone ?? ""}
            options={[{ value: "", name: `As this site: ${siteZone.replaceAll("_", " ")}` }]}
            groups={groupTimeZones(times.timeZone ?? "UTC")}
          />
          <div className="field">
            <p className="remember">
              <label>
                <input
                  type="checkbox"
                  name="once"
                  value="yes"
                  aria-describedby="once-hint"
                  defaultChecked={times.once}
                />{" "}
                One e-mail about a conversation until I have been there
              </label>
            </p>
            <p className="field-hint" id="once-hint">
              The next comes once you have marked the conversation as read under Notifications, or responded
              in it.
            </p>
          </div>
        </>
      ) : (
        <>
          <input type="hidden" name="hour" value={hour} />
          <input type="hidden" name="weekday" value={weekday} />
          <input type="hidden" name="timeZone" value={times.timeZone ?? ""} />
          {times.once ? <input type="hidden" name="once" value="yes" /> : null}
        </>
      )}
    </Form>
  );
}
