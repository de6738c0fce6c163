import type { ReactNode } from "react";

interface Switch {
  /** The series of the page. */
  slug: string;
  /** Who opens the page; null for a guest. */
  member: { id: number; readParts: boolean } | null;
}

/** Where a reader decides what is kept of their reading. */
export function ReadingSwitch({ slug, member }: Switch) {
  // The script of the page shows it where the device has marks.
  if (!member)
    return (
      <section className="course-switch" id="your-reading" aria-labelledby="your-reading-title" hidden>
        <h2 id="your-reading-title">Your reading</h2>
        <p>What you marked as read is kept on this device only. The site doesn’t know of it.</p>
        <p>
          <button type="button" className="quiet">
            Forget what was read on this device
          </button>
        </p>
        <p role="status" />
      </section>
    );
  return (
    <section className="course-switch" id="your-reading" aria-labelledby="your-reading-title">
      <h2 id="your-reading-title">Your reading</h2>
      <p>{member.readParts ? KEPT : NOT_KEPT}</p>
      <ReadPartsForm member={member}>
        <input type="hidden" name="series" value={slug} />
      </ReadPartsForm>
    </section>
  );
}

export const KEPT =
  "Below each part is a button that marks it as read. What you mark is kept on the site until you turn this off, and only you can see it. Turning it off deletes all of it, in every series.";

export const NOT_KEPT =
  "The site keeps nothing about what you read in a series. You can turn on that it keeps which parts you mark as read: only you can see them, and turning it off deletes them.";

export const ReadPartsForm = ({
  member: { id, readParts },
  children,
}: {
  member: { id: number; readParts: boolean };
  children?: ReactNode;
}) => (
  <form method="post" action="/settings/read-parts">
    <input type="hidden" name="as" value={id} />
    <input type="hidden" name="kept" value={readParts ? "off" : "on"} />
    {children}
    <button type="submit" className="quiet">
      {readParts ? "Turn off, and delete what is kept" : "Turn on “Mark as read”"}
    </button>
  </form>
);
