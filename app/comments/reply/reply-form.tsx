import { Field } from "~/design/form/field";
import { FormSummary } from "~/design/form/form-summary";
import { AnswersBox } from "./answers-box";
import { HONEYPOT_FIELD, TIMESTAMP_FIELD } from "./form-checks";
import { ReplyAs } from "./reply-as";
import { PictureButton, type ReplyPictures } from "./reply-pictures";

export interface ReplyFormProps {
  slug: string;
  /** The parent comment; none for a reply to the post. */
  to?: { id: number; number: number; name: string } | undefined;
  values?: Record<string, string>;
  errors?: Record<string, string>;
  /** The signed-in member, who need not give a name and address. */
  member?: { id: number; name: string } | null | undefined;
  /** The form's timestamp in milliseconds; 0 on a cached page. */
  timestamp: number;
  /** Address of the script that a browser loads when somebody begins to write. */
  script: string;
  /** Whether the site has house rules to link to. */
  hasRules: boolean;
  /** Whether the site can send e-mail. */
  sendsMail: boolean;
  /** Whether a member may reply without their account. */
  mayHide: boolean;
  /** For members, where the site allows pictures in responses. */
  pictures?: ReplyPictures | null | undefined;
  /** The name of the spam service that is asked about replies, if there is one. */
  spamService?: string | undefined;
}

export const FORMATTING =
  "Formatting: *italic*, **bold**, [link](https://…), >\u00a0quote, @handle. Leave an empty line between paragraphs.";

/** The reply form works without JavaScript, and a refusal returns every field. Fields have no maxlength,
 *  because browsers would silently cut a long paste. */
export function ReplyForm({
  slug,
  to,
  values = {},
  errors = {},
  member,
  timestamp,
  script,
  hasRules,
  sendsMail,
  mayHide,
  pictures,
  spamService,
}: ReplyFormProps) {
  return (
    <form
      className="form reply-form"
      method="post"
      action={`/posts/${slug}/respond`}
      data-reply={script}
      noValidate
    >
      <FormSummary
        errors={errors}
        otherwise={(fields) =>
          `Your reply wasn’t posted. Please fix ${fields} marked below; your text is still here.`
        }
        unseen={["to"]}
      />
      {/* A hidden text field, because `autocomplete="off"` does not apply to type "hidden", whose value a
          reload would restore although the form may be elsewhere. */}
      <input type="text" hidden name="to" defaultValue={to?.id ?? ""} autoComplete="off" />
      <input type="hidden" name={TIMESTAMP_FIELD} value={timestamp} />
      {member ? null : (
        <p className="field-hint">
          You’re replying as a guest.{" "}
          <a href={`/sign-in?to=${encodeURIComponent(`/posts/${slug}#respond`)}`} rel="nofollow">
            Sign in
          </a>{" "}
          to reply with your account.
        </p>
      )}
      {/* The author when the form was opened: after signing in or out in another tab, the reply would have
          another name. */}
      <input type="hidden" name="as" value={member?.id ?? "guest"} />
      <Field
        name="body"
        label="Your reply"
        hint={FORMATTING}
        value={values.body}
        error={errors.body}
        lines={8}
        required
      />
      {member && mayHide ? (
        <>
          <ReplyAs name={member.name} value={values.account} />
          <div className="without-account">
            <NameField values={values} errors={errors} />
          </div>
        </>
      ) : member ? (
        <p className="field-hint">
          You’re replying as <bdi>{member.name}</bdi>.
        </p>
      ) : (
        <GuestFields values={values} errors={errors} sendsMail={sendsMail} />
      )}
      {member && sendsMail ? <AnswersBox values={values} isMember /> : null}
      {hasRules ? (
        <p className="field-hint">
          Please follow <a href="/rules">the house rules</a>.
        </p>
      ) : null}
      {spamService === undefined ? null : (
        <p className="field-hint">
          To recognise spam, this site sends your reply, name, website and network address to{" "}
          <span dir="ltr">{spamService}</span>
          {member ? ", unless you have an approved comment here" : ""}, never your e-mail address (
          <a href="/privacy">Privacy</a>).
        </p>
      )}
      <p className="form-honeypot" aria-hidden="true">
        <label>
          Leave this empty <input name={HONEYPOT_FIELD} tabIndex={-1} autoComplete="off" defaultValue="" />
        </label>
      </p>
      <p className="form-buttons">
        <button type="submit">Post reply</button>
        <button type="submit" className="quiet" formAction={`/posts/${slug}/preview`}>
          Preview
        </button>
        {pictures ? <PictureButton {...pictures} action={`/posts/${slug}/respond/picture`} /> : null}
      </p>
    </form>
  );
}

interface Typed {
  values: Record<string, string>;
  errors: Record<string, string>;
}

const NameField = ({ values, errors }: Typed) => (
  <Field
    name="name"
    label="Name"
    hint="Shown with your reply. A pseudonym is welcome."
    value={values.name}
    error={errors.name}
    autoComplete="name"
    required
  />
);

function GuestFields({ values, errors, sendsMail }: Typed & { sendsMail: boolean }) {
  return (
    <>
      <NameField values={values} errors={errors} />
      <Field
        name="email"
        type="email"
        label="E-mail"
        hint="Never shown or shared. It tells you apart from others with your name."
        value={values.email}
        error={errors.email}
        autoComplete="email"
        required
      />
      {sendsMail ? <AnswersBox values={values} isMember={false} /> : null}
      <Field
        name="site"
        type="url"
        label="Website"
        hint="Your name links to it."
        value={values.site}
        error={errors.site}
        autoComplete="url"
      />
      {/* Shown, enabled and handled by the reading script: without it, nothing would be filled in. */}
      <p className="remember" hidden data-remember>
        <input type="hidden" name="remember" value="no" disabled />
        <label>
          <input type="checkbox" name="remember" value="yes" disabled /> Remember me on this device
        </label>
      </p>
    </>
  );
}
