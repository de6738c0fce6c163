import { Form } from "~/design/form/form";

/** Where members say whether their responses may be quoted elsewhere. */
export const QuotingForm = ({ person, quotable }: { person: number; quotable: boolean }) => (
  <>
    <p>
      {quotable
        ? "Your responses are in the e-books and pages for print that readers get here, and other sites can embed them. If you don’t want this, only your name and the place of a response stand there, with a link to it."
        : "Your responses aren’t quoted elsewhere: e-books and pages for print have your name and the place of each, with a link, and other sites can’t embed them."}{" "}
      On this site, in its feeds and in its e-mails they are read and quoted as before.
    </p>
    <Form
      action="/settings/quoting"
      submit={
        quotable ? "Don’t let my responses be quoted elsewhere" : "Let my responses be quoted elsewhere"
      }
      quiet
    >
      <input type="hidden" name="as" value={person} />
      <input type="hidden" name="quotable" value={quotable ? "off" : "on"} />
    </Form>
  </>
);
