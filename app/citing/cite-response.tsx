import { Field } from "~/design/form/field";

/** Leads from a response's number to its citation. A form, because the number is what a reader sees beside it. */
export const CiteResponse = ({ path }: { path: string }) => (
  <section className="cite-response" id="cite-response" aria-labelledby="cite-response-title">
    <h2 id="cite-response-title">Cite a response</h2>
    <form action={path} className="form">
      <Field
        name="response"
        label="Number of the response"
        hint="It stands beside the name of the person who wrote it, for example 34."
        inputMode="numeric"
        required
      />
      <button type="submit">Cite response</button>
    </form>
  </section>
);
