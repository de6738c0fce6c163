import type { ReactNode } from "react";
import { Form } from "~/design/form/form";
import { Prose } from "~/design/prose";

/** Asks a writer before their comment is deleted. */
export const DeleteCommentPage = ({
  kicker,
  html,
  line,
  path,
  children,
}: {
  /** Which comment it is. */
  kicker: ReactNode;
  html: string;
  /** Its date. */
  line?: ReactNode;
  /** Its own page: "Cancel" leads there, the form to `/remove` below it. */
  path: string;
  /** Hidden fields of the form. */
  children?: ReactNode;
}) => (
  <div className="account">
    <header className="page-head">
      <p className="kicker">{kicker}</p>
      <h1>Delete this comment?</h1>
      <p>
        You can’t undo this. If someone has replied to it or linked to it, the line “Deleted by its author”
        stays in its place, without your name.
      </p>
    </header>
    <div className="answered">
      {line ? <p className="response-line">{line}</p> : null}
      <Prose html={html} />
    </div>
    <Form action={`${path}/remove`} submit="Delete comment" danger>
      {children}
    </Form>
    <ul className="ways-on">
      <li>
        <a href={path}>Cancel</a>
      </li>
    </ul>
  </div>
);
