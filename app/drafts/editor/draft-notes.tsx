import type { ReactNode } from "react";
import { Time } from "~/design/calendar";
import { Field } from "~/design/form/field";
import { draftPath } from "../draft";
import type { DraftNote } from "../notes/draft-note.server";

/** The notes on a draft. Their buttons belong to the editor's form, so that each saves the text first. */
export function DraftNotes({
  notes,
  draftId,
  isOpen,
  mayNote,
  values = {},
  errors = {},
}: {
  notes: DraftNote[];
  draftId: number | null;
  /** Whether the viewer may edit the draft now, and so resolve notes. */
  isOpen: boolean;
  /** Whether the viewer may leave notes. */
  mayNote: boolean;
  values?: Record<string, string | undefined>;
  errors?: Record<string, string>;
}) {
  if (draftId === null || (notes.length === 0 && !mayNote)) return null;
  const open = notes.filter(({ resolvedAt }) => resolvedAt === null);
  const resolved = notes.filter(({ resolvedAt }) => resolvedAt !== null);
  const list = (some: DraftNote[], verb: "resolve" | "reopen", words: string) => (
    <ul>
      {some.map((note) => (
        <Note key={note.id} note={note}>
          {isOpen ? (
            <button
              type="submit"
              className="plain"
              formAction={`${draftPath(draftId)}/notes/${note.id}/${verb}`}
              aria-describedby={`note-${note.id}-text`}
            >
              {words}
            </button>
          ) : null}
        </Note>
      ))}
    </ul>
  );
  return (
    <section className="editor-notes" id="notes" aria-labelledby="notes-heading">
      <h2 id="notes-heading">Notes</h2>
      {open.length > 0 ? list(open, "resolve", "Resolve") : null}
      {resolved.length > 0 ? (
        <details>
          <summary>{resolved.length === 1 ? "1 resolved note" : `${resolved.length} resolved notes`}</summary>
          {list(resolved, "reopen", "Reopen")}
        </details>
      ) : null}
      {mayNote ? (
        <>
          <Field
            name="passage"
            label="Passage"
            hint="Copy the words from the text that your note is about. Without any, it is about the whole text."
            value={values.passage}
            error={errors.passage}
            lines={2}
          />
          <Field
            name="note"
            label="Note"
            hint="The writers and the editors see it."
            value={values.note}
            error={errors.note}
            lines={3}
          />
          <p>
            <button type="submit" className="quiet" formAction={`${draftPath(draftId)}/notes`}>
              Add note
            </button>
          </p>
        </>
      ) : null}
    </section>
  );
}

const Note = ({
  note: { id, quote, text, isOutdated, person, createdAt },
  children,
}: {
  note: DraftNote;
  children: ReactNode;
}) => (
  <li id={`note-${id}`}>
    {quote ? <blockquote dir="auto">{quote}</blockquote> : null}
    {isOutdated ? <p className="note-outdated">This passage is no longer in the text.</p> : null}
    <p className="note-text" id={`note-${id}-text`} dir="auto">
      {text}
    </p>
    <p className="note-by">
      <bdi>{person?.name ?? "A former member"}</bdi>, <Time at={createdAt} style="moment" /> {children}
    </p>
  </li>
);
