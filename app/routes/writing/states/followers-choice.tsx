// Whether a publication sends an e-mail to followers, and to how many.

import type { Recipients } from "~/flows/following/count-recipients.server";
import { MAX_RECIPIENTS } from "~/following/following.schema";
import { useSendsMail } from "../../sends-mail";

/** Followers come and go while a post waits, so a larger number is rounded. */
const MAX_EXACT = 100;

/** "About 1,200 followers get an e-mail" */
export function countedWords(count: number, language: string): string {
  const write = (number: number) => new Intl.NumberFormat(language).format(number);
  if (count === 0) return "No follower would get an e-mail about it now.";
  if (count === 1) return "1 follower gets an e-mail";
  if (count > MAX_RECIPIENTS) return `More than ${write(MAX_RECIPIENTS)} followers get an e-mail`;
  if (count <= MAX_EXACT) return `${count} followers get an e-mail`;
  const step = 10 ** (String(count).length - 2);
  return `About ${write(Math.round(count / step) * step)} followers get an e-mail`;
}

const WHEN = " five minutes later, or with their next daily or weekly one. Others find the post on the site.";

export function FollowersChoice({
  form,
  recipients,
  language,
  asked,
}: {
  /** Of two forms on a page. */
  form: "publish" | "schedule";
  recipients: Recipients | null;
  language: string;
  /** The choice in a refused form. */
  asked: string | undefined;
}) {
  const sendsMail = useSendsMail();
  if (!recipients || !sendsMail) return null;
  const { count, quiet } = recipients;
  if (count === null)
    return form === "publish" ? (
      <p className="field-hint">Followers aren’t told of it, since it is dated more than a week back.</p>
    ) : null;
  const id = `quiet-${form}`;
  const counted = countedWords(count, language);
  return (
    <div className="field">
      <p className="remember">
        <label>
          <input
            type="checkbox"
            name="quiet"
            value="yes"
            aria-describedby={`${id}-hint`}
            defaultChecked={asked === undefined ? quiet : asked === "yes"}
          />{" "}
          Don’t e-mail followers
        </label>
      </p>
      <p className="field-hint" id={`${id}-hint`}>
        {count === 0 ? counted : counted + WHEN}
      </p>
    </div>
  );
}
