/** After a letter was asked for: the same whoever's address it is. */
export const LookIntoYourMail = ({ address, again }: { address: string; again: string }) => (
  <div className="notice" role="status">
    <h1>Look into your mail</h1>
    <p>
      A letter is on its way to <strong>{address}</strong>. What comes next stands in it.
    </p>
    <p>
      If nothing has come in a few minutes, look among what your mail program takes for advertising, or{" "}
      <a href={again}>try again</a>.
    </p>
  </div>
);
