import { Field } from "~/design/form/field";
import { FormSummary } from "~/design/form/form-summary";

export interface ReplyFormProps {
  slug: string;
  /** The comment that is answered; none for a reply to the post. */
  to?: { id: number; number: number; name: string } | undefined;
  values?: Record<string, string>;
  errors?: Record<string, string>;
  /** Who replies, where the site knows: they need not say it. */
  member?: { id: number; name: string } | null | undefined;
  /** When the form was made, in milliseconds; 0 on a page that is kept. */
  opened: number;
  /** Whether there are rules of the house to read. */
  hasRules: boolean;
}

const FORMATTING =
  "Formatting: *italic*, **bold**, [link](https://…), >\u00a0quote. Leave an empty line between paragraphs.";

/** Works whole without a script: it goes by POST, and a refusal gives back everything in it. No field has a length of its own
 *  here: a browser would cut a long paste without a word, where a refusal says so and keeps it. */
export function ReplyForm({ slug, to, values = {}, errors = {}, member, opened, hasRules }: ReplyFormProps) {
  return (
    <form className="form reply-form" method="post" action={`/posts/${slug}/respond`} data-reply noValidate>
      <FormSummary
        errors={errors}
        otherwise={(fields) =>
          `Your reply wasn’t posted. Please fix ${fields} marked below; your text is still here.`
        }
        unseen={["to"]}
      />
      {/* A reload must not turn the form back to a comment that it no longer stands under; a field of type "hidden" can't say so. */}
      <input type="text" hidden name="to" defaultValue={to?.id ?? ""} autoComplete="off" />
      <input type="hidden" name="opened" value={opened} />
      {member ? null : (
        <p className="field-hint">
          You’re replying as a guest.{" "}
          <a href={`/sign-in?to=${encodeURIComponent(`/posts/${slug}#respond`)}`} rel="nofollow">
            Sign in
          </a>{" "}
          to reply with your account.
        </p>
      )}
      {/* Sent after signing in or out in another tab, it would stand under a name that wasn't meant. */}
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
      {member ? (
        <p className="field-hint">
          You’re replying as <bdi>{member.name}</bdi>.
        </p>
      ) : (
        <GuestFields values={values} errors={errors} />
      )}
      {hasRules ? (
        <p className="field-hint">
          Please follow <a href="/rules">the house rules</a>.
        </p>
      ) : null}
      <p className="form-trap" aria-hidden="true">
        <label>
          Leave this empty <input name="homepage" tabIndex={-1} autoComplete="off" defaultValue="" />
        </label>
      </p>
      <p className="form-buttons">
        <button type="submit">Post reply</button>
        <button type="submit" className="quiet" formAction={`/posts/${slug}/preview`}>
          Preview
        </button>
      </p>
    </form>
  );
}

function GuestFields({ values, errors }: { values: Record<string, string>; errors: Record<string, string> }) {
  return (
    <>
      <Field
        name="name"
        label="Name"
        hint="Shown with your reply. A pseudonym is welcome."
        value={values.name}
        error={errors.name}
        autoComplete="name"
        required
      />
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
      <Field
        name="site"
        type="url"
        label="Website"
        hint="Your name links to it."
        value={values.site}
        error={errors.site}
        autoComplete="url"
      />
      {/* The reading script shows it and does it. It has no name: that somebody wants this is told to nobody. */}
      <p className="remember" hidden data-remember>
        <label>
          <input type="checkbox" /> Remember me on this device
        </label>
      </p>
    </>
  );
}
